import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/copy-field.tsx'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import type { RequestDetail } from './request.ts'
import styles from './road.module.css'
import { useRequestActions } from './use-request-actions.ts'

/** Where the number is registered at WhatsApp: opened in another tab, sent on, or asked for anew. */
export function SignUpLink({ request: { channelId, steps, way } }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { full } = useDates()
  const { resume } = useRequestActions()
  const { signUpLink: link, signUpLinkExpiresAt: expiresAt, linksLeft } = steps
  if (!link) return null
  const expired = isPast(expiresAt)
  return (
    <div className={styles.link}>
      <CopyField label={t('link.label')} value={link} />
      <Text size="sm">{t(`link.${way === 'company' ? 'company' : 'provider'}`)}</Text>
      {expiresAt && (
        <Text size="sm" c={expired ? 'var(--mantine-color-error)' : 'dimmed'}>
          {t(expired ? 'link.expired' : 'link.expires', { at: full(expiresAt) })} ·{' '}
          {t('link.left', { count: linksLeft })}
        </Text>
      )}
      <Group gap={8}>
        {!expired && (
          <Button
            component="a"
            href={link}
            target="_blank"
            rel="noreferrer"
            leftSection={<Icon name="link" size={16} />}
          >
            {t('link.open')}
          </Button>
        )}
        <Button
          variant="default"
          loading={resume.isPending}
          disabled={linksLeft === 0}
          onClick={() => resume.mutate({ channelId, newLink: true })}
        >
          {t('link.another')}
        </Button>
      </Group>
    </div>
  )
}

const isPast = (at: string | null): boolean => at !== null && Date.parse(at) < Date.now()
