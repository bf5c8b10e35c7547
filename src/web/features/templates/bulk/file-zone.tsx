import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { CsvZone } from '../../../ui/csv-zone.tsx'
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

export function FileZone({ busy, onFile }: Props) {
  const { t } = useTranslation('template-bulk')
  const { address, name } = SAMPLES[currentLanguage()]
  return (
    <CsvZone
      busy={busy}
      drop={t('drop')}
      pick={t('pick')}
      limits={t('limits')}
      sample={{ href: address, name, label: t('sample') }}
      onFile={onFile}
    />
  )
}
