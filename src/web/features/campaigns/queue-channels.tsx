import { Checkbox, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { entryOf } from './campaign.ts'
import styles from './queue.module.css'
import type { SectionProps } from './queue-values.ts'

/** AS-4: the queue's channels; exactly one queue of each is its entry queue, and this one can become it. */
export function QueueChannels({ form, queue, campaigns }: SectionProps) {
  const { t } = useTranslation('campaigns')
  const { data } = useQuery(orpc.channels.list.queryOptions({ input: { limit: 100 } }))
  const known = new Map(queue?.channels.map(({ id, alias }) => [id, { alias, identifier: null as string | null }]))
  for (const { id, alias, identifier } of data?.items ?? []) known.set(id, { alias, identifier })
  const { channelIds, entryChannelIds } = form.values
  const put = (key: 'channelIds' | 'entryChannelIds', ids: string[], id: string, on: boolean) =>
    form.setFieldValue(key, on ? [...ids, id] : ids.filter((other) => other !== id))
  const set = (id: string, on: boolean) => {
    put('channelIds', channelIds, id, on)
    if (!on) put('entryChannelIds', entryChannelIds, id, false)
  }

  return (
    <>
      <Text size="sm" c="dimmed">
        {t('entry.help')}
      </Text>
      {data && known.size === 0 && <Text size="sm">{t('field.noChannels')}</Text>}
      <ul className={styles.list}>
        {[...known].map(([id, { alias, identifier }]) => {
          const chosen = channelIds.includes(id)
          const entry = entryOf(campaigns, id)
          const own = entry !== null && entry.queueId === queue?.id
          return (
            <li key={id} className={styles.choice}>
              <Checkbox
                label={alias}
                description={identifier}
                checked={chosen}
                onChange={(event) => set(id, event.currentTarget.checked)}
              />
              {chosen && (own || entry === null) && (
                <StatusBadge tone="blue" icon="inbox">
                  {t(own ? 'entry.own' : 'entry.first')}
                </StatusBadge>
              )}
              {chosen && entry !== null && !own && (
                <Checkbox
                  size="xs"
                  label={t('entry.take', { alias })}
                  description={t('entry.today', { name: entry.name })}
                  disabled={queue?.active === false}
                  checked={entryChannelIds.includes(id)}
                  onChange={(event) => put('entryChannelIds', entryChannelIds, id, event.currentTarget.checked)}
                />
              )}
              {!chosen && own && (
                <Text size="xs" c="dimmed">
                  {t('entry.leaves')}
                </Text>
              )}
            </li>
          )
        })}
      </ul>
    </>
  )
}
