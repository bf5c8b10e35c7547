import { useTranslation } from 'react-i18next'
import styles from './attachment.module.css'
import { addressOf, type Media } from './media.ts'

interface Props {
  media: Media
  form: 'audio' | 'video'
  kind: string
  from: string
  onBroken: () => void
}

/** The browser's own players: they know the keyboard, and ask for parts of the file as they need them. */
export function Player({ media, form, kind, from, onBroken }: Props) {
  const { t } = useTranslation('media')
  const label = t(`of.${kind}`, t(`of.${form}`), { name: from })
  const Tag = form
  return (
    <Tag
      className={form === 'audio' ? styles.audio : styles.video}
      src={addressOf(media)}
      aria-label={label}
      controls
      preload="metadata"
      onError={onBroken}
    />
  )
}
