import { ActionIcon, Input, Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MediaType } from '../../../../rules/media/limits.ts'
import { FileDrop } from '../../../ui/file-drop.tsx'
import { sizeOf } from '../../../ui/file-size.ts'
import { Icon } from '../../../ui/icon.tsx'
import styles from './send.module.css'
import type { AttachedFile } from './use-send-draft.ts'

interface Props {
  type: MediaType
  file: AttachedFile | null
  onChange: (file: AttachedFile | null) => void
  /** Sending was tried without it, or the server said no to it. */
  error: string | null
}

/** TP-9: the file that the template wants with each send, and what is worth knowing of it. */
export function AttachField({ type, file, onChange, error }: Props) {
  const { t, i18n } = useTranslation('workspace')
  const label = t(`dialog.file.${type}`)
  if (!file)
    return (
      <FileDrop
        key={type}
        label={label}
        type={type}
        error={error}
        required
        hint={type === 'IMAGE' ? t('dialog.file.recommended') : undefined}
        onUploaded={({ id, fileName, bytes, findings }) => onChange({ type, id, fileName, bytes, findings })}
      />
    )
  return (
    <Input.Wrapper label={label} labelElement="div" size="md" required error={error}>
      <div className={styles.file} role="group" aria-label={label}>
        {type === 'IMAGE' ? (
          <img src={`/api/files/${file.id}`} alt="" className={styles.thumbnail} />
        ) : (
          <Icon name={type === 'VIDEO' ? 'video' : 'file'} size={24} />
        )}
        <div className={styles.fileWords}>
          <Text truncate title={file.fileName}>
            {file.fileName}
          </Text>
          <Text size="sm" c="dimmed">
            {sizeOf(file.bytes, i18n.language)}
          </Text>
        </div>
        <Tooltip label={t('dialog.file.replace')}>
          <ActionIcon variant="default" size={36} aria-label={t('dialog.file.replace')} onClick={() => onChange(null)}>
            <Icon name="refresh" size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {file.findings.map(({ rule, message }) => (
        <Text key={message} size="sm" c="dimmed" mt={6} data-rule={rule}>
          {message}
        </Text>
      ))}
    </Input.Wrapper>
  )
}
