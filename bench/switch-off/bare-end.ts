import type { Line } from '../rig/arrange.ts'
import type { Rig } from '../rig/rig.ts'

/** The least that ends the same rows: three updates in one transaction, by the owner, past roles and walls. */
export async function endBare({ sql }: Rig, { companyId, channelId }: Line): Promise<void> {
  const of = `company_id = '${companyId}' and channel_id = '${channelId}'`
  await sql(`begin;
    with ended as (
      update interaction set ended_at = now(), end_reason = 'channel_off' where ${of} and ended_at is null returning ticket_id)
    update ticket t set closed_at = now(), close_reason = 'channel_off' from ended
    where t.company_id = '${companyId}' and t.id = ended.ticket_id and t.closed_at is null;
    update message set status = -1, error_code = 'channel_off' where ${of} and outbox = 0;
    commit`)
}
