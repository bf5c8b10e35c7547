import { sql } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import { doerOf, record } from '../audit/record.ts'
import { getCard, listConsent } from './contact-store.ts'
import { selves } from './selves.ts'
import { getSeenContactId } from './sight.ts'

/** Everything that is known of one person, in words that a person can read; files as a list with their addresses. */
export async function exportOne(ctx: Ctx, input: { id: string }): Promise<Record<string, unknown>> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const id = await getSeenContactId(tx, ctx, input)
    const card = await getCard(tx, companyId, id)
    const tickets = await sql`
      select t.number::int as number, k.name as campaign, t.opened_at as "openedAt", t.closed_at as "closedAt", t.close_reason as "closeReason",
        t.close_note as "closeNote" from ticket t join campaign k on k.company_id = t.company_id and k.id = t.campaign_id
      where t.company_id = ${companyId} and t.contact_id = ${id} order by t.number`.execute(tx)
    const messages = await sql<{ media: unknown }>`
      select m.at, m.direction, m.kind, m.text, m.content, h.identifier as channel, coalesce((select jsonb_build_object('id', f.id, 'url', '/api/media/' || f.id, 'fileName', f.file_name, 'type', f.detected_type, 'bytes', f.bytes, 'state', f.state)
          from media f where f.company_id = m.company_id and f.message_id = m.id),
        (select jsonb_build_object('id', f.id, 'url', '/api/files/' || f.id, 'fileName', f.file_name, 'type', f.mime, 'bytes', f.bytes)
          from file f where f.company_id = m.company_id and f.id = m.file_id)) as media
      from message m join channel h on h.company_id = m.company_id and h.id = m.channel_id
      where m.company_id = ${companyId} and (m.interaction_id in (select i.id from interaction i where i.company_id = ${companyId} and i.contact_id = ${id})
        or (m.interaction_id is null and m.contact_id = ${id}))
      order by m.at, m.id`.execute(tx)
    const changes = await sql`
      select at, action, actor_name as by, before, after from contact_change
      where company_id = ${companyId} and contact_id in ${selves(companyId, id)} order by at, id`.execute(tx)
    await record(tx, doerOf(ctx), 'contact.export_one', id, null, { messages: messages.rows.length })
    return {
      exportedAt: new Date().toISOString(),
      contact: {
        id,
        name: card.name,
        createdAt: card.created_at.toISOString(),
        addresses: card.addresses.map(({ kind, shown }) => ({ kind, shown })),
        attributes: card.attributes,
        optedOutAt: card.marketing_opt_out_at?.toISOString() ?? null,
      },
      consent: await listConsent(tx, companyId, id),
      changes: changes.rows,
      tickets: tickets.rows,
      messages: messages.rows.map(({ media, ...m }) => (media === null ? m : { ...m, media })),
      files: messages.rows.flatMap(({ media }) => (media === null ? [] : [media])),
    }
  })
}
