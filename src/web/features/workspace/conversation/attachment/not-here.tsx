import { Button, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../../api.ts'
import { Icon } from '../../../../ui/icon.tsx'
import { toastProblem } from '../../../../ui/toast.tsx'
import styles from './attachment.module.css'
import type { Media } from './media.ts'

/** A file that is on its way, could not be fetched, or is no more. When that changes, the screen is told. */
export function NotHere({ media, kind }: { media: Media; kind: string }) {
  const { t } = useTranslation('media')
  const retry = useMutation(orpc.media.retry.mutationOptions({ onError: toastProblem }))
  const name = media.fileName ?? t(`unnamed.${kind}`, t('unnamed.document'))
  const coming = media.state === 'waiting' && media.reason === null
  return (
    <div className={styles.row}>
      {coming ? <Loader size={18} aria-hidden /> : <Icon name={media.state === 'gone' ? 'x' : 'warning'} size={20} />}
      <div className={styles.words}>
        <div className={styles.name}>{name}</div>
        <div className={styles.facts}>{coming ? t('coming') : t(media.state === 'gone' ? 'gone' : 'failed')}</div>
        {media.reason !== null && <div className={styles.facts}>{media.reason}</div>}
        {!coming && media.state !== 'gone' && (
          <Button
            variant="default"
            size="compact-sm"
            mt={6}
            leftSection={<Icon name="refresh" size={14} />}
            loading={retry.isPending}
            onClick={() => retry.mutate({ id: media.id })}
          >
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  )
}
