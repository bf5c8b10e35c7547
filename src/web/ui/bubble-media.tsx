import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './bubble-media.module.css'
import { sizeOf } from './file-size.ts'
import { Icon, type IconName } from './icon.tsx'

/** What heads a template that brings a file: as much as is known of it. */
export interface BubbleFile {
  kind: 'IMAGE' | 'VIDEO' | 'DOCUMENT' | (string & {})
  url?: string | undefined
  name?: string | undefined
  /** In bytes. */
  size?: number | undefined
}

const icons: Record<string, IconName> = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'file', LOCATION: 'pin' }

/** A template's file as WhatsApp heads the message with it; without a file, the place where it will stand. */
export function BubbleMedia({ file }: { file: BubbleFile }) {
  if (file.kind === 'DOCUMENT') return <Document file={file} />
  return <Picture key={file.url} file={file} />
}

function Picture({ file: { kind, url, name } }: { file: BubbleFile }) {
  const { t } = useTranslation('bubble')
  const [broken, setBroken] = useState(false)
  const label = t(`file.${kind}`, { defaultValue: t('file.DOCUMENT') })
  const seen = url !== undefined && !broken
  return (
    <div className={styles.picture} data-empty={!seen || undefined}>
      {seen && kind === 'IMAGE' && <img src={url} alt={name ?? label} onError={() => setBroken(true)} />}
      {seen && kind === 'VIDEO' && (
        <video
          src={`${url}#t=0.1`}
          aria-label={name ?? label}
          preload="metadata"
          muted
          playsInline
          onError={() => setBroken(true)}
        />
      )}
      {!seen && <Icon name={icons[kind] ?? 'file'} size={36} label={label} />}
      {kind === 'VIDEO' && seen && (
        <span className={styles.play}>
          <Icon name="play" size={26} />
        </span>
      )}
    </div>
  )
}

function Document({ file: { name, size } }: { file: BubbleFile }) {
  const { t, i18n } = useTranslation('bubble')
  const ending = (/\.(\w{1,5})$/.exec(name ?? '')?.[1] ?? 'pdf').toUpperCase()
  const facts = [ending, size !== undefined && sizeOf(size, i18n.language)].filter(Boolean)
  return (
    <div className={styles.document}>
      <span className={styles.sheet} aria-hidden>
        {ending}
      </span>
      <div className={styles.words}>
        <div className={styles.name}>{name ?? t('file.DOCUMENT')}</div>
        <div className={styles.facts}>{facts.join(' · ')}</div>
      </div>
    </div>
  )
}
