import { ActionIcon, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sizeOf } from '../../../../ui/file-size.ts'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import { downloadOf, type Media } from './media.ts'

/** What is only ever downloaded: its name, what it is, how large. */
export function FileRow({ media, kind }: { media: Media; kind: string }) {
  const { t, i18n } = useTranslation('media')
  const name = media.fileName ?? t(`unnamed.${kind}`, t('unnamed.document'))
  const ending = /\.(\w{1,5})$/.exec(name)?.[1] ?? media.type?.split('/')[1]
  const facts = [ending?.toUpperCase(), media.bytes !== null && sizeOf(media.bytes, i18n.language)]
  return (
    <div className={styles.row}>
      <Icon name="paperclip" size={20} />
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        <div className={styles.facts}>{facts.filter(Boolean).join(' · ')}</div>
        {media.odd && (
          <div className={styles.odd} data-tone="amber">
            <Icon name="warning" size={14} /> {t('notWhatItSays')}
          </div>
        )}
      </div>
      <Tooltip label={t('download')}>
        <ActionIcon
          component="a"
          href={downloadOf(media)}
          download
          variant="default"
          size={36}
          aria-label={t('downloadNamed', { name })}
        >
          <Icon name="download" />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
