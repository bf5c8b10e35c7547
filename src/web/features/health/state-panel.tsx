import { Anchor, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { API_KEYS_END, apiKeyEndsSoon } from '../../../rules/api-key-end.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { useChannelWords } from '../channels/channel-words.ts'
import { WordsDialog } from '../requests/words-dialog.tsx'
import styles from './health.module.css'

type Health = Outputs['health']['ofChannelForOperator']

/** What stops a number and since when, and what an operator does about it (CH-5, CH-13). */
export function StatePanel({ channelId, health }: { channelId: string; health: Health }) {
  const { t } = useTranslation('health')
  const { full, date } = useDates()
  const words = useChannelWords()
  const [opened] = useState(() => new Date())
  const { interruptions, quality, messagingLimit, nameRefusal, checkedAt, checkError, byHand } = health
  return (
    <>
      {interruptions.length === 0 && <Text size="sm">{t('state.none')}</Text>}
      {interruptions.map((each) => (
        <div key={each.cause} className={styles.part}>
          <Notice tone="red" title={`${words.cause(each)} · ${words.since(each.openedAt)}`}>
            {each.detail && <Text size="sm">{each.detail}</Text>}
            {each.until && <Text size="sm">{t('state.until', { at: full(each.until) })}</Text>}
          </Notice>
        </div>
      ))}
      {nameRefusal && (
        <div className={styles.part}>
          <Notice tone="amber" title={t('state.nameRefused', { reason: nameRefusal })} />
        </div>
      )}
      {byHand && apiKeyEndsSoon(opened) && (
        <div className={styles.part}>
          <Notice tone="amber" title={t('state.keyEnds', { at: date(API_KEYS_END) })} />
        </div>
      )}
      {checkError && (
        <div className={styles.part}>
          <Notice tone="amber" title={t('state.checkError', { error: checkError })} />
        </div>
      )}
      <Text size="sm" c="dimmed" mt={8}>
        {t('list.quality')}: {[words.quality(quality), words.limit(messagingLimit)].filter(Boolean).join(' · ')}
        {' · '}
        {t('state.checked')} {checkedAt ? <RelativeTime at={checkedAt} /> : t('state.notYet')}
        {byHand && ` · ${t('state.byHand')}`}
      </Text>
      <Actions channelId={channelId} health={health} />
    </>
  )
}

function Actions({ channelId, health: { businessName, interruptions } }: { channelId: string; health: Health }) {
  const { t } = useTranslation('health')
  const queries = useQueryClient()
  const [asking, ask] = useDisclosure()
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.health.key() })
  const then = { onSettled: refresh, onError: toastProblem }
  const resume = useMutation(orpc.health.resume.mutationOptions(then))
  const check = useMutation(
    orpc.health.check.mutationOptions({ ...then, onSuccess: () => toastDone(t('state.asked')) }),
  )
  const stopped = interruptions.some(({ cause }) => cause === 'operator')
  return (
    <Group gap={8} mt={12}>
      {stopped ? (
        <Button loading={resume.isPending} onClick={() => resume.mutate({ channelId })}>
          {t('state.resume')}
        </Button>
      ) : (
        <Button variant="default" leftSection={<Icon name="pause" size={16} />} onClick={ask.open}>
          {t('state.interrupt')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<Icon name="refresh" size={16} />}
        loading={check.isPending}
        onClick={() => check.mutate({ channelId })}
      >
        {t('state.now')}
      </Button>
      <Anchor component={Link} to={`/solicitudes/${channelId}`} size="sm">
        {t('state.road')}
      </Anchor>
      <WordsDialog
        opened={asking}
        onClose={ask.close}
        title={t('state.interruptTitle', { businessName })}
        label={t('state.interruptLabel')}
        help={t('state.interruptHelp')}
        verb={t('state.interruptVerb')}
        onSubmit={async (reason) => {
          await client.health.interrupt({ channelId, reason })
          await refresh()
        }}
      />
    </Group>
  )
}
