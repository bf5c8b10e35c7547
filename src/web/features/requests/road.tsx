import { Button, Loader, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { RequestDetail } from './request.ts'
import styles from './road.module.css'
import { roadOf, type StepName, type StepState } from './road-steps.ts'
import { SignUpLink } from './sign-up-link.tsx'
import { useRequestActions } from './use-request-actions.ts'

const signs: Record<StepState, ReactNode> = {
  done: <Icon name="check" size={16} />,
  now: <Loader size={16} type="oval" />,
  error: <Icon name="warning" size={16} />,
  waiting: null,
}

/** Each step to the number: what is done, what runs, what failed and can be tried again. */
export function Road({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  return (
    <ol className={styles.road} aria-live="polite">
      {roadOf(request.steps).map(({ name, state }) => (
        <li key={name} className={styles.step} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
          <span className={styles.sign}>{signs[state]}</span>
          <div className={styles.words}>
            <div className={styles.name}>
              {t(`step.${name}.name`)} <span className={styles.state}>{t(`step.${state}`)}</span>
            </div>
            <StepWords name={name} state={state} request={request} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function StepWords({ name, state, request }: { name: StepName; state: StepState; request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { identifier, liveAt } = request.steps
  if (state === 'waiting') return null
  if (state === 'error') return <Failure request={request} />
  return (
    <>
      <p>
        {state === 'done'
          ? t(`step.${name}.done`, { number: identifier && prettyPhone(identifier) })
          : t(`step.${name}.now`)}
      </p>
      {name === 'link' && state === 'done' && liveAt === null && <SignUpLink request={request} />}
    </>
  )
}

function Failure({ request: { channelId, steps } }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { resume } = useRequestActions()
  return (
    <Notice tone="red" alert>
      <Text size="sm" mb={8} style={{ overflowWrap: 'anywhere' }}>
        {t('failure', { error: steps.error })}
      </Text>
      <Button
        size="compact-md"
        variant="default"
        leftSection={<Icon name="refresh" size={16} />}
        loading={resume.isPending}
        onClick={() => resume.mutate({ channelId })}
      >
        {t('ui:retry')}
      </Button>
    </Notice>
  )
}
