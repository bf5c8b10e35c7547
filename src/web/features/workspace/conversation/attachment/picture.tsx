import { useTranslation } from 'react-i18next'
import { useThreadActions } from '../thread-context.ts'
import styles from './attachment.module.css'
import { addressOf, type Media } from './media.ts'

interface Props {
  media: Media
  kind: string
  from: string
  onBroken: () => void
}

/** A picture of a size of its own before it is there, so that nothing jumps; it opens larger. */
export function Picture({ media, kind, from, onBroken }: Props) {
  const { t } = useTranslation('media')
  const { enlarge } = useThreadActions()
  const label = t(`of.${kind}`, t('of.image'), { name: from })
  const image = <img src={addressOf(media)} alt={label} loading="lazy" decoding="async" onError={onBroken} />
  if (kind === 'sticker')
    return (
      <div className={styles.sticker} data-bare>
        {image}
      </div>
    )
  return (
    <button type="button" className={styles.thumbnail} onClick={() => enlarge(media.id)} title={t('enlarge')}>
      {image}
    </button>
  )
}
