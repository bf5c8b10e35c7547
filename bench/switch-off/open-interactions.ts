import type { Line, Place } from '../rig/arrange.ts'
import type { Rig } from '../rig/rig.ts'

/** Half with a ticket each, half sends without answer with a message that waits to leave. */
export async function makeOpenInteractions({ sql }: Rig, place: Place, line: Line, count: number): Promise<void> {
  const { companyId, campaignId, queueId } = place
  const given = [companyId, campaignId, queueId, line.channelId, Math.ceil(count / 2)]
  const people = `insert into contact (company_id, id, name)
    select $1::uuid, gen_random_uuid(), 'Cliente ' || n from generate_series(1, $5) n returning id`
  const columns =
    'company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at'
  await sql(
    `with made as (${people}),
     opened as (
       insert into ticket (company_id, id, contact_id, campaign_id, queue_id, opened_at, last_activity_at, last_channel_id)
       select $1, gen_random_uuid(), id, $2, $3, now(), now(), $4 from made returning id, contact_id)
     insert into interaction (${columns})
     select $1, gen_random_uuid(), $4, contact_id, $2, $3, id, 'contact', now(), now() from opened`,
    given,
  )
  await sql(
    `with made as (${people}),
     begun as (
       insert into interaction (${columns})
       select $1, gen_random_uuid(), $4, id, $2, $3, null, 'us', now(), now() from made returning id, contact_id)
     insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, not_before)
     select $1, gen_random_uuid(), $4, contact_id, id, 'out', 'template', 'Hola', now(), 0, now() + interval '1 hour' from begun`,
    given,
  )
}
