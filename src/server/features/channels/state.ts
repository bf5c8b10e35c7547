import { sql } from 'kysely'
import type { ChannelState } from '../../../rules/channel-state.ts'

/** CH-5 for filters and conditions in SQL, over the channel under the alias `c`; a test holds it equal to rules/channel-state.ts. */
export const stateSql = sql<ChannelState>`case
  when c.identifier is null then 'pending'
  when not c.enabled then 'inactive'
  when exists (select from channel_interruption i where i.company_id = c.company_id and i.channel_id = c.id and i.closed_at is null)
    then 'interrupted'
  else 'active' end`
