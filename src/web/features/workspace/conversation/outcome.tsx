import { Button, Group, Modal, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { useMay } from '../../../app/session.ts'
import { toastProblem } from '../../../ui/toast.tsx'
import type { Message } from './message.ts'
import { Remark } from './remark.tsx'
import { useThreadActions } from './thread-context.ts'
import styles from './thread.module.css'

/** WS-2: why a message did not get through, who can mend that, and what can be done here. What came of it is announced. */
export function Outcome({ message }: { message: Message }) {
  const { t } = useTranslation('thread')
  const { status, failure, mend } = message
  if (!mend) return null
  if (status === 'uncertain') {
    return (
      <Remark tone="amber">
        {t('uncertain')}
        <Choices message={message} />
      </Remark>
    )
  }
  if (status === 'failed' || status === 'cancelled') {
    return (
      <Remark tone={status === 'failed' ? 'red' : 'grey'}>
        {failure ?? t(status)}
        {mend.retry === 'send' && mend.who !== 'nobody' && mend.who !== 'agent' && ` ${t(`who.${mend.who}`)}`}
        <Choices message={message} />
      </Remark>
    )
  }
  return mend.settledBy === null ? null : (
    <Remark tone="grey" icon="check">
      {t('settledBy', { name: mend.settledBy })}
    </Remark>
  )
}

function Choices({ message: { id, kind, mend } }: { message: Message }) {
  const { t } = useTranslation('thread')
  const { canWrite, goTo } = useThreadActions()
  const mayUse = useMay()('workspace.use')
  const [asking, question] = useDisclosure()
  // One wish, however often it is tried.
  const clientKey = useRef(crypto.randomUUID())
  const retry = useMutation(orpc.messages.retry.mutationOptions({ onSuccess: question.close, onError: toastProblem }))
  const settle = useMutation(orpc.messages.settle.mutationOptions({ onError: toastProblem }))
  const as = mend?.retriedAs
  if (as) {
    return (
      <UnstyledButton className={styles.about} onClick={() => goTo(as)}>
        {t('retried')}
      </UnstyledButton>
    )
  }
  const again = (mayArriveTwice: boolean) => retry.mutate({ id, clientKey: clientKey.current, mayArriveTwice })
  const sendable = mayUse && (kind === 'template' || canWrite)
  if (mend?.retry === 'risk') {
    return (
      <Group gap={8} mt={6}>
        {mayUse && (
          <Button size="compact-xs" variant="default" loading={settle.isPending} onClick={() => settle.mutate({ id })}>
            {t('itArrived')}
          </Button>
        )}
        {sendable && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={question.open}>
            {t('sendAgain')}
          </Button>
        )}
        <Modal
          opened={asking}
          onClose={question.close}
          title={t('twice.title')}
          centered
          closeButtonProps={{ 'aria-label': t('ui:close') }}
        >
          {t('twice.risk')}
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={question.close} data-autofocus>
              {t('twice.leave')}
            </Button>
            <Button color="red" loading={retry.isPending} onClick={() => again(true)}>
              {t('twice.verb')}
            </Button>
          </Group>
        </Modal>
      </Group>
    )
  }
  if (mend?.retry !== 'send' || !sendable) return null
  return (
    <div>
      <Button mt={6} size="compact-xs" variant="default" loading={retry.isPending} onClick={() => again(false)}>
        {t('ui:retry')}
      </Button>
    </div>
  )
}
