import { Anchor, Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Icon } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'
import styles from './channels.module.css'

const isPast = (at: string | null): boolean => at !== null && Date.parse(at) < Date.now()

function useAskLink(id: string) {
  const { t } = useTranslation('channels')
  const queries = useQueryClient()
  const ask = useMutation(
    orpc.channels.askLink.mutationOptions({
      onSuccess: () => toastDone(t('yourStep.asked')),
      onError: toastProblem,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.channels.key() }),
    }),
  )
  return { pending: ask.isPending, ask: () => ask.mutate({ id }) }
}

/** CH-11, in the list: the number is the company's own and waits for it. */
export function YourStepLine({ channel: { id, yourStep } }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const { date } = useDates()
  const { pending, ask } = useAskLink(id)
  if (yourStep === null) return null
  const { link, expiresAt } = yourStep
  if (link === null) return <span className={styles.line}>{t('yourStep.waiting')}</span>
  const expired = isPast(expiresAt)
  return (
    <span className={styles.line} data-tone="amber">
      <Icon name="warning" size={14} /> {t('yourStep.title')} ·{' '}
      {!expired && (
        <>
          <Anchor href={link} target="_blank" rel="noreferrer" inherit underline="always">
            {t('yourStep.open')}
          </Anchor>{' '}
          ·{' '}
        </>
      )}
      {expiresAt && t(expired ? 'yourStep.expired' : 'yourStep.expires', { at: date(expiresAt) })} ·{' '}
      <Anchor component="button" type="button" inherit underline="always" disabled={pending} onClick={ask}>
        {t('yourStep.another')}
      </Anchor>
    </span>
  )
}

/** The same on the channel's page. */
export function YourStepNotice({ channel: { id, yourStep } }: { channel: ChannelRow }) {
  const { t } = useTranslation('channels')
  const { full } = useDates()
  const { pending, ask } = useAskLink(id)
  if (yourStep === null) return null
  const { link, expiresAt } = yourStep
  const expired = isPast(expiresAt)
  return (
    <Notice tone="amber" title={t('yourStep.title')}>
      <Text size="sm">{t(link === null ? 'yourStep.waiting' : 'yourStep.words')}</Text>
      {expiresAt && link !== null && (
        <Text size="sm">{t(expired ? 'yourStep.expired' : 'yourStep.expires', { at: full(expiresAt) })}</Text>
      )}
      {link !== null && (
        <Group gap={8} mt={8}>
          {!expired && (
            <Button component="a" href={link} target="_blank" rel="noreferrer" size="compact-md">
              {t('yourStep.open')}
            </Button>
          )}
          <Button variant="default" size="compact-md" loading={pending} onClick={ask}>
            {t('yourStep.another')}
          </Button>
        </Group>
      )}
    </Notice>
  )
}
