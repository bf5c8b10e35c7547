import { useTranslation } from 'react-i18next'
import styles from './attachment.module.css'
import { addressOf, type Media } from './media.ts'
import { Sound } from './sound.tsx'

interface Props {
  media: Media
  form: 'audio' | 'video'
  kind: string
  from: string
  onBroken: () => void
}

/** A film in the browser's own player, which knows the keyboard; sound in ours, which knows speeds. */
export function Player({ media, form, kind, from, onBroken }: Props) {
  const { t } = useTranslation('media')
  const label = t(`of.${kind}`, t(`of.${form}`), { name: from })
  if (form === 'audio') return <Sound src={addressOf(media)} label={label} onBroken={onBroken} />
  return (
    <video
      className={styles.video}
      src={addressOf(media)}
      aria-label={label}
      controls
      preload="metadata"
      onError={onBroken}
    />
  )
}
