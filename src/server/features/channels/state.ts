import { sql } from 'kysely'
import type * as z from 'zod'
import type { Interruption } from '../../../contract/channels.ts'
import type { ChannelState } from '../../../rules/channel-state.ts'

/** CH-5 for filters and conditions in SQL, over the channel under the alias `c`; a test holds it equal to rules/channel-state.ts. */
export const stateSql = sql<ChannelState>`case
  when c.identifier is null then 'pending'
  when not c.enabled then 'inactive'
  when exists (select from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null)
    then 'interrupted'
  else 'active' end`

interface Open {
  cause: z.infer<typeof Interruption>['cause']
  detail: string | null
  opened_at: string
  expires_at: string | null
}

/** The open interruptions of the channel under the alias `c`, the oldest first. */
export const interruptionsSql = sql<Open[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('cause', i.cause, 'detail', i.detail, 'opened_at', i.opened_at, 'expires_at', i.expires_at)
    order by i.opened_at), '[]')
  from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null)`

export const toInterruption = ({ cause, detail, opened_at, expires_at }: Open): z.infer<typeof Interruption> => ({
  cause,
  detail,
  openedAt: new Date(opened_at).toISOString(),
  until: expires_at && new Date(expires_at).toISOString(),
})
