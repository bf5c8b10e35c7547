import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import type { RequestDetail } from './request.ts'
import { useRequestActions } from './use-request-actions.ts'
import { WordsDialog } from './words-dialog.tsx'

type Asked = 'approve' | 'correction' | 'decline' | 'over'

/** CH-11: take it, so that nobody else does the same work; then ask for a correction, decline or approve. */
export function Decision({ request }: { request: RequestDetail }) {
  const { t } = useTranslation('requests')
  const [asked, ask] = useState<Asked | null>(null)
  const { take, refresh } = useRequestActions()
  const { channelId, businessName, state, takenBy, takenByMe } = request
  const another = state === 'taken' && !takenByMe
  const decidable = state === 'sent' || (state === 'taken' && takenByMe)
  const declinable = decidable || state === 'correction' || state === 'connecting'
  const close = () => ask(null)

  return (
    <Group gap={8}>
      {state === 'sent' && (
        <Button variant="default" loading={take.isPending} onClick={() => take.mutate({ channelId })}>
          {t('take')}
        </Button>
      )}
      {another && (
        <Button variant="default" onClick={() => ask('over')}>
          {t('over.open')}
        </Button>
      )}
      {declinable && (
        <Button variant="default" onClick={() => ask('decline')}>
          {t('decline.open')}
        </Button>
      )}
      {decidable && (
        <Button variant="default" onClick={() => ask('correction')}>
          {t('correction.open')}
        </Button>
      )}
      {decidable && <Button onClick={() => ask('approve')}>{t('approve.open')}</Button>}
      <ConsequenceDialog
        opened={asked === 'over'}
        onClose={close}
        title={t('over.title', { takenBy })}
        verb={t('over.verb')}
        danger={false}
        onConfirm={async () => {
          await client.requests.take({ channelId, over: true })
          await refresh()
        }}
      >
        {t('over.words', { takenBy })}
      </ConsequenceDialog>
      <WordsDialog
        opened={asked === 'correction'}
        onClose={close}
        title={t('correction.title', { businessName })}
        label={t('correction.label')}
        help={t('correction.help')}
        verb={t('correction.verb')}
        onSubmit={async (text) => {
          await client.requests.askCorrection({ channelId, text })
          await refresh()
        }}
      />
      <WordsDialog
        opened={asked === 'decline'}
        onClose={close}
        title={t('decline.title', { businessName })}
        label={t('decline.label')}
        help={t(state === 'connecting' ? 'decline.helpConnecting' : 'decline.help')}
        verb={t('decline.verb')}
        onSubmit={async (reason) => {
          await client.requests.decline({ channelId, reason })
          await refresh()
        }}
      />
      <ApproveDialog opened={asked === 'approve'} onClose={close} request={request} />
    </Group>
  )
}
