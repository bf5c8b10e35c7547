import { Anchor, Button, FileButton, Text } from '@mantine/core'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import styles from './csv-zone.module.css'
import { Icon } from './icon.tsx'

interface Props {
  busy: boolean
  drop: ReactNode
  pick: ReactNode
  limits: ReactNode
  sample: { href: string; name: string; label: ReactNode }
  onFile: (file: File) => void
}

/** A CSV file by dropping or picking; the same one again is read again. */
export function CsvZone({ busy, drop, pick, limits, sample, onFile }: Props) {
  const [over, setOver] = useState(false)
  const forget = useRef<() => void>(null)
  const take = (file: File | null | undefined) => {
    if (file) onFile(file)
    forget.current?.()
  }
  const dropped = (event: DragEvent) => {
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
      onDrop={dropped}
    >
      <Icon name="file" size={32} />
      <p>{drop}</p>
      <FileButton resetRef={forget} accept=".csv,text/csv" onChange={take}>
        {(props) => (
          <Button {...props} loading={busy} leftSection={<Icon name="paperclip" size={16} />}>
            {pick}
          </Button>
        )}
      </FileButton>
      <Text size="sm" c="dimmed" maw="70ch">
        {limits}{' '}
        <Anchor href={sample.href} underline="always" download={sample.name}>
          {sample.label}
        </Anchor>
      </Text>
    </div>
  )
}
