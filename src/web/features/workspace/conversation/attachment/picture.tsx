import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import { addressOf, downloadOf, type Media } from './media.ts'

interface Props {
  media: Media
  kind: string
  from: string
  onBroken: () => void
}

/** A picture of a size of its own before it is there, so that nothing jumps; it opens larger. */
export function Picture({ media, kind, from, onBroken }: Props) {
  const { t } = useTranslation('media')
  const [opened, large] = useDisclosure()
  const label = t(`of.${kind}`, t('of.image'), { name: from })
  const image = <img src={addressOf(media)} alt={label} loading="lazy" decoding="async" onError={onBroken} />
  if (kind === 'sticker') return <div className={styles.sticker}>{image}</div>
  return (
    <>
      <button type="button" className={styles.thumbnail} onClick={large.open} title={t('enlarge')}>
        {image}
      </button>
      <Modal
        opened={opened}
        onClose={large.close}
        title={label}
        size="auto"
        centered
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <div className={styles.large}>
          <img src={addressOf(media)} alt={label} />
          <Button
            component="a"
            href={downloadOf(media)}
            download
            variant="default"
            leftSection={<Icon name="download" size={16} />}
          >
            {t('download')}
          </Button>
        </div>
      </Modal>
    </>
  )
}
