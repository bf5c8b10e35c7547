import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { sizeOf } from '../../../../ui/file-size.ts'
import { Icon, type IconName } from '../../../../ui/icon.tsx'
import { type Attachment, detach, retryUpload } from './attachments.ts'
import styles from './write.module.css'

const icons: Record<Attachment['type'], IconName> = { IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'file', AUDIO: 'mic' }

interface Props {
  ticketId: string
  attachments: readonly Attachment[]
  /** Focus must not be lost with what is removed. */
  onRemoved: () => void
}

/** What goes along with the next message: to look at and listen to before it leaves, to take out again. */
export function AttachmentTray({ ticketId, attachments, onRemoved }: Props) {
  const { t } = useTranslation('write')
  if (attachments.length === 0) return null
  return (
    <ul className={styles.tray} aria-label={t('attach.list')}>
      {attachments.map((attachment) => (
        <Item key={attachment.key} ticketId={ticketId} attachment={attachment} onRemoved={onRemoved} />
      ))}
    </ul>
  )
}

function Item({ ticketId, attachment, onRemoved }: Omit<Props, 'attachments'> & { attachment: Attachment }) {
  const { t, i18n } = useTranslation('write')
  const { key, name, bytes, type, file, part, reasons } = attachment
  const url = file && `/api/files/${file.id}`
  const remove = t(part !== undefined && !reasons ? 'attach.cancel' : 'attach.remove', { name })
  return (
    <li className={styles.attachment} data-wrong={reasons ? true : undefined}>
      <div className={styles.attachmentHead}>
        {url && type === 'IMAGE' ? (
          <a href={url} target="_blank" rel="noopener" aria-label={t('attach.see', { name })}>
            <img src={url} alt="" className={styles.thumbnail} />
          </a>
        ) : url && type === 'VIDEO' ? (
          <video src={url} className={styles.film} controls preload="metadata" aria-label={name} />
        ) : (
          <Icon name={reasons ? 'warning' : icons[type]} size={22} />
        )}
        <div className={styles.attachmentWords}>
          <div className={styles.attachmentName} title={name}>
            {name}
          </div>
          <div className={styles.facts}>{sizeOf(bytes, i18n.language)}</div>
        </div>
        {attachment.canRetry && (
          <Button size="compact-xs" variant="default" onClick={() => retryUpload(ticketId, key)}>
            {t('ui:retry')}
          </Button>
        )}
        <Tooltip label={remove}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={remove}
            onClick={() => {
              detach(ticketId, key)
              onRemoved()
            }}
          >
            <Icon name="x" size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {url && type === 'AUDIO' && (
        <audio
          src={url}
          className={styles.sound}
          controls
          preload="metadata"
          aria-label={t('attach.listen', { name })}
        />
      )}
      {part !== undefined && !reasons && !file && (
        <Progress value={part * 100} size="sm" aria-label={t('attach.sending', { name })} />
      )}
      {reasons && (
        <div role="alert" className={styles.wrong}>
          {reasons.join(' ')}
        </div>
      )}
      {file?.findings.map(({ rule, message }) => (
        <div key={message} className={styles.facts} data-rule={rule}>
          {message}
        </div>
      ))}
    </li>
  )
}
