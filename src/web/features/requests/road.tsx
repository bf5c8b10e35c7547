import { Button, Group, Loader, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ByHandForm } from './by-hand-form.tsx'
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
    <>
      <ol className={styles.road} aria-live="polite">
        {roadOf(request.way, request.steps).map(({ name, state }) => (
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
      {request.way === 'hand' && request.state === 'done' && <OtherKey request={request} />}
    </>
  )
}

function StepWords({ name, state, request }: { name: StepName; state: StepState; request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { identifier, liveAt, appName, appId, wabaId, byHand } = request.steps
  const known = {
    number: prettyPhone(identifier ?? byHand?.identifier ?? '+0'),
    appName: byHand?.appName ?? appName,
    appId: appId ?? byHand?.appId,
  }
  if (state === 'waiting') return null
  if (state === 'error') return <Failure request={request} />
  const own = name === 'number' && request.way === 'company' ? '.nowCompany' : '.now'
  return (
    <>
      <p>{state === 'done' ? t(`step.${name}.done`, known) : t(`step.${name}${own}`)}</p>
      {name === 'app' && state === 'done' && <p className={styles.fact}>{`${known.appName} · ${known.appId}`}</p>}
      {name === 'live' && state === 'done' && wabaId && <p className={styles.fact}>{`WABA ${wabaId}`}</p>}
      {name === 'link' && state === 'done' && liveAt === null && <SignUpLink request={request} />}
    </>
  )
}

function Failure({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { channelId, steps, way } = request
  const { resume } = useRequestActions()
  const [typing, type] = useDisclosure()
  return (
    <Notice tone="red" alert>
      <Text size="sm" mb={8} style={{ overflowWrap: 'anywhere' }}>
        {t('failure', { error: steps.error ?? steps.byHand?.error })}
      </Text>
      <Group gap={8}>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<Icon name="refresh" size={16} />}
          loading={resume.isPending}
          onClick={() => resume.mutate({ channelId })}
        >
          {t('ui:retry')}
        </Button>
        {way === 'hand' && (
          <Button size="compact-md" variant="default" onClick={type.open}>
            {t('hand.others')}
          </Button>
        )}
      </Group>
      <KeyDialog opened={typing} onClose={type.close} request={request} />
    </Notice>
  )
}

/** CH-14: another key takes the place of the one in use when it was tried; neither is ever shown. */
function OtherKey({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const [typing, type] = useDisclosure()
  const { error = null, triedAt = null } = request.steps.byHand ?? {}
  return (
    <>
      {error !== null && <Notice tone="red" alert title={t('hand.refused', { error })} />}
      {error === null && triedAt === null && <Notice tone="blue" title={t('hand.trying')} />}
      <Button size="compact-md" variant="default" mt={12} onClick={type.open}>
        {t('hand.renew')}
      </Button>
      <KeyDialog opened={typing} onClose={type.close} request={request} />
    </>
  )
}

function KeyDialog({ opened, onClose, request }: { opened: boolean; onClose: () => void; request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const { byHand } = request.steps
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('hand.title')}
      size={560}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <ByHandForm
        channelId={request.channelId}
        verb={t('hand.try')}
        onClose={onClose}
        {...(byHand && { known: byHand })}
      />
    </Modal>
  )
}
