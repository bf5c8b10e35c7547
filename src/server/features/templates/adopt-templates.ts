import { judgeStatus } from '../../../rules/template-status.ts'
import { companyOf, type Ctx, type System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import type { ProviderTemplate } from '../../provider/port.ts'
import { record } from '../audit/record.ts'
import { appOf } from '../channels/app-of.ts'
import { adoptedContent } from './adopted-content.ts'
import { retireDeleted } from './retire-deleted.ts'
import { insertHistory } from './store.ts'
import { mustTakeTemplates } from './template-channel.ts'
import type { Channel } from './told-store.ts'

/** "Importar de Gupshup" (TP-8): a job looks, the list shows what it found. */
export async function askToAdopt(ctx: Ctx, { channelId }: { channelId: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    const { userId, name: userName } = ctx.actor
    const payload = { companyId, channelId, userId, userName }
    await ctx.jobs.enqueue(tx, 'template.adopt', payload, { key: channelId })
    return {}
  })
}

/** Job `template.adopt`: what exists at the provider and not here. Repeated, it finds nothing new. */
export function adoptTemplates({ db, provider }: Pick<System, 'db' | 'provider'>) {
  return async (by: By): Promise<void> => {
    const { companyId, channelId, userId, userName } = by
    const app = await db.inTenant(companyId, (tx) => appOf(tx, companyId, channelId))
    const at = new Date()
    const listed = await about({ companyId, channelId }, () => provider.listTemplates(app.appId))
    await db.inTenant(companyId, async (tx) => {
      const names: string[] = []
      const known = await knownIds(tx, by)
      for (const each of listed.filter(({ id }) => !known.has(id))) {
        if (await adopt(tx, by, each, at)) names.push(`${each.name} (${each.language})`)
      }
      const doer = { companyId, userId, name: userName }
      if (names.length > 0) await record(tx, doer, 'template.adopt', channelId, null, { names })
      await announce(tx, companyId, 'templates', channelId)
    })
  }
}

interface By extends Channel {
  userId: string
  userName: string
}

/** False when its name stands for one of ours that is on its way. One made anew takes
 *  the place of that which was deleted at WhatsApp. */
async function adopt(tx: Tx, by: By, each: ProviderTemplate, at: Date): Promise<boolean> {
  const { companyId, channelId, userId, userName } = by
  if (!each.content) return false
  await retireDeleted(tx, { companyId, userId, name: userName }, { channelId, ...each })
  const { status, word } = judgeStatus(each.status || 'PENDING', null)
  const key = { company_id: companyId, channel_id: channelId, name: each.name, language: each.language }
  const { unsendable, buttons, parameters, ...columns } = adoptedContent(each, each.content)
  const id = newId()
  const row = await tx
    .insertInto('template')
    .values({
      ...key,
      ...columns,
      id,
      unsendable,
      buttons: JSON.stringify(buttons),
      parameters: JSON.stringify(parameters),
      display_name: displayName(each.name),
      status,
      status_word: word,
      reason: each.reason ?? null,
      quality: each.quality ?? null,
      provider_id: each.id,
      submitted_at: each.createdAt ?? at,
      confirmed_at: at,
      created_by: userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return false
  const entry = { company_id: companyId, template_id: id, source: 'reconciliation', status } as const
  await insertHistory(tx, { ...entry, status_word: word, reason: each.reason ?? null })
  await insertHistory(tx, { ...entry, source: 'person', status_word: 'ADOPTED', actor_name: userName })
  return true
}

/** Also of those that were deleted here. */
async function knownIds(tx: Tx, { companyId, channelId }: Channel): Promise<Set<string | null>> {
  const rows = await tx
    .selectFrom('template')
    .select('provider_id')
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .execute()
  return new Set(rows.map(({ provider_id }) => provider_id))
}

const displayName = (name: string) => {
  const words = name.replaceAll('_', ' ').trim().slice(0, 120)
  return words.charAt(0).toUpperCase() + words.slice(1) || name
}
