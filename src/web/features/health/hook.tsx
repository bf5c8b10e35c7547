import { Button, Loader, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import { HelpHint } from '../../ui/help-hint.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from '../channels/facts.tsx'
import styles from './health.module.css'
import type { Health } from './health-panel.tsx'

interface Props {
  hook: Health['hook']
  renewal: Health['renewal']
  /** Absent for those who may only look. */
  renew?: () => Promise<unknown>
}

/** The key under which the provider calls, and its renewal. */
export function HookPart({ hook, renewal, renew }: Props) {
  const { t } = useTranslation('health')
  const [asking, ask] = useDisclosure()
  if (hook === null) return null
  const { madeAt, carried, subscribedAt, lastUsedAt } = hook
  return (
    <section className={styles.part} aria-labelledby="hook">
      <div className={styles.head}>
        <h3 id="hook">
          {t('hook.title')}{' '}
          <HelpHint about={t('hook.title')} example={t('hook.example')}>
            {t('hook.help')}
          </HelpHint>
        </h3>
        {renew && renewal === null && subscribedAt !== null && (
          <Button variant="default" size="xs" leftSection={<Icon name="refresh" size={16} />} onClick={ask.open}>
            {t('hook.renew')}
          </Button>
        )}
      </div>
      <Facts
        facts={[
          { name: t('hook.made'), value: <RelativeTime at={madeAt} /> },
          { name: t('hook.secret'), value: t(carried ? 'hook.carried' : 'hook.notCarried') },
          { name: t('hook.subscribed'), value: subscribedAt ? <RelativeTime at={subscribedAt} /> : t('hook.notYet') },
          { name: t('hook.used'), value: lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('never') },
        ]}
      />
      {renewal && <Renewal renewal={renewal} renew={renew} />}
      {renew && (
        <ConsequenceDialog
          opened={asking}
          onClose={ask.close}
          title={t('hook.renew')}
          verb={t('hook.verb')}
          danger={false}
          onConfirm={renew}
        >
          <Text size="sm">{t('hook.words')}</Text>
        </ConsequenceDialog>
      )}
    </section>
  )
}

type State = 'done' | 'now' | 'waiting' | 'error'
const signs: Record<State, ReactNode> = {
  done: <Icon name="check" size={16} />,
  now: <Loader size={14} type="oval" />,
  waiting: null,
  error: <Icon name="warning" size={16} />,
}

function Renewal({ renewal, renew }: { renewal: NonNullable<Props['renewal']>; renew: Props['renew'] }) {
  const { t } = useTranslation('health')
  const { full } = useDates()
  const told = renewal.subscribedAt !== null
  const seen = renewal.lastUsedAt !== null && told
  const steps: { name: string; state: State }[] = [
    { name: 'made', state: 'done' },
    { name: 'told', state: told ? 'done' : renewal.error === null ? 'now' : 'error' },
    { name: 'seen', state: seen ? 'done' : told ? 'now' : 'waiting' },
    { name: 'ended', state: seen ? 'now' : 'waiting' },
  ]
  return (
    <div aria-live="polite">
      <ol className={styles.steps} aria-label={t('renewal.title')}>
        {steps.map(({ name, state }) => (
          <li key={name} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
            <span className={styles.sign}>{signs[state]}</span>
            {t(`renewal.${name}`)}
          </li>
        ))}
      </ol>
      {renewal.endsAtLatest && (
        <p className={styles.quiet}>{t('renewal.atLatest', { at: full(renewal.endsAtLatest) })}</p>
      )}
      {renewal.error && (
        <Notice tone="red" title={t('renewal.failed')}>
          <Text size="sm" mb={8} style={{ overflowWrap: 'anywhere' }}>
            {renewal.error}
          </Text>
          {renew && (
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="refresh" size={16} />}
              onClick={() => void renew()}
            >
              {t('ui:retry')}
            </Button>
          )}
        </Notice>
      )}
    </div>
  )
}
