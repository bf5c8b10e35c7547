import { deleting, reservedUntil } from '../../../rules/template-life.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce, announceAll } from '../../live/announce.ts'
import { announcementsOf } from '../../pipeline/seen.ts'
import { Refusal } from '../../refusal.ts'
import { type Doer, doerOf, record } from '../audit/record.ts'
import { deletedAt, endUses, lifeOf, touchedByDeletion } from './life-store.ts'
import { insertHistory, lockTemplate, type TemplateRecord, updateTemplate } from './store.ts'

/** TP-8: one language of a name (NAME-06). It is gone here at once, and a job tells the provider; should that say no, it
 *  stands again, assigned nowhere. */
export async function deleteTemplate(ctx: Ctx, { id, name }: { id: string; name: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const row = await lockTemplate(tx, companyId, id)
    if (name.trim() !== row.name) throw new Refusal('name_mismatch')
    const barrier = deleting(await lifeOf(tx, row))
    if (barrier !== null) throw new Refusal('template_not_deletable', { barrier })

    const isThere = await takeOut(tx, doerOf(ctx), row)
    if (isThere) await ctx.jobs.enqueue(tx, 'template.delete', { companyId, templateId: id }, { key: id })
    return {}
  })
}

/** What used it ends; its name is free here, save while WhatsApp holds it back (NAME-05). Tells whether WhatsApp has it still. */
export async function takeOut(tx: Tx, doer: Doer, row: TemplateRecord): Promise<boolean> {
  const { company_id: companyId, id, channel_id: channelId, language, category, status, status_word: statusWord } = row
  const { everApproved, ...touched } = await touchedByDeletion(tx, row)
  const now = new Date()
  const isThere = row.provider_id !== null && statusWord !== 'DELETED'
  await updateTemplate(tx, row, {
    deleted_at: now,
    deleting: isThere,
    name_reserved_until: row.provider_id === null ? null : reservedUntil(everApproved, deletedAt(row, now)),
  })
  const seen = await endUses(tx, row)
  await insertHistory(tx, {
    company_id: companyId,
    template_id: id,
    source: 'person',
    status,
    status_word: 'REMOVED',
    actor_name: doer.name,
  })
  const before = { channelId, name: row.name, language, category, status, statusWord, body: row.body }
  await record(tx, doer, 'template.delete', id, before, { ...touched })
  await announce(tx, companyId, 'templates', id)
  await announceAll(tx, announcementsOf(seen))
  return isThere
}
