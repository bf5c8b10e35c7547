import { Button, FileButton } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { Icon } from '../../../ui/icon.tsx'
import styles from './bulk.module.css'
import sampleEs from './plantillas-ejemplo.csv?url&no-inline'
import sampleEn from './templates-sample.csv?url&no-inline'

const SAMPLES = {
  es: { address: sampleEs, name: 'plantillas-ejemplo.csv' },
  en: { address: sampleEn, name: 'templates-sample.csv' },
}

interface Props {
  busy: boolean
  onFile: (file: File) => void
}

/** A file by dropping or picking; the same one again is read again. */
export function FileZone({ busy, onFile }: Props) {
  const { t } = useTranslation('template-bulk')
  const [over, setOver] = useState(false)
  const sample = SAMPLES[currentLanguage()]
  const forget = useRef<() => void>(null)
  const take = (file: File | null | undefined) => {
    if (file) onFile(file)
    forget.current?.()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <div
      className={styles.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="file" size={32} />
      <p>{t('drop')}</p>
      <FileButton resetRef={forget} accept=".csv,text/csv" onChange={take}>
        {(props) => (
          <Button {...props} loading={busy} leftSection={<Icon name="paperclip" size={16} />}>
            {t('pick')}
          </Button>
        )}
      </FileButton>
      <p className={styles.quiet}>
        {t('limits')}{' '}
        <a href={sample.address} download={sample.name}>
          {t('sample')}
        </a>
      </p>
    </div>
  )
}
