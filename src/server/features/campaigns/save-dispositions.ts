import type * as z from 'zod'
import type { DispositionTree } from '../../../contract/dispositions.ts'
import { type OutlineItem, outlineFaults, outlineOf, parentsOf } from '../../../rules/dispositions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { deleteDispositions, listDispositionRows, putDispositions, raiseVersion } from './disposition-store.ts'
import { getCampaign, lockCampaign } from './store.ts'

/** AS-4: the tree of a campaign, as one reads it. */
export async function getDispositions(ctx: Ctx, id: string): Promise<z.infer<typeof DispositionTree>> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const { dispositions_version } = await getCampaign(tx, companyId, id)
    const items = outlineOf(await listDispositionRows(tx, companyId, id))
    return {
      version: dispositions_version,
      items: items.map(({ id: own, name, active, depth, used }) => ({ id: own, name, active, depth, used })),
    }
  })
}

/** AS-4: the whole tree at once, so that what one sees is what one saves. What tickets were closed with stays. */
export async function saveDispositions(
  ctx: Ctx,
  { id, version, items }: { id: string; version: number; items: OutlineItem[] },
): Promise<{ version: number }> {
  const companyId = companyOf(ctx.actor)
  refuseFaults(items)
  return ctx.inTenant(async (tx) => {
    const campaign = await lockCampaign(tx, companyId, id)
    if (campaign.dispositions_version !== version) throw new Refusal('dispositions_changed')
    const before = outlineOf(await listDispositionRows(tx, companyId, id))
    const kept = new Set(items.map((item) => item.id))
    const gone = before.filter((item) => !kept.has(item.id))
    const used = gone.filter((item) => item.used)
    if (used.length > 0) throw new Refusal('disposition_used', { names: used.map((u) => u.name).join(', ') })
    const parents = parentsOf(items)
    const rows = items.map((item, at) => ({ ...item, parentId: parents[at] === null ? null : items[parents[at]!]!.id }))
    await putDispositions(tx, companyId, id, rows)
    await deleteDispositions(tx, companyId, gone)
    await raiseVersion(tx, companyId, id)
    await record(tx, doerOf(ctx), 'campaign.dispositions', id, asWords(before), asWords(items))
    await announce(tx, companyId, 'campaigns', id)
    return { version: version + 1 }
  })
}

function refuseFaults(items: readonly OutlineItem[]): void {
  const faults = outlineFaults(items)
  if (faults.length === 0) return
  const at = new Map(items.map((item, n) => [item.id, n]))
  throw new Refusal(
    'invalid',
    {},
    faults.map(({ id, fault }) => ({ field: `items[${at.get(id)}]`, rule: 'AS-4', message: fault })),
  )
}

/** For the audit: the tree as people would write it down. */
const asWords = (items: readonly OutlineItem[]) => ({
  dispositions: items.map(({ name, depth, active }) => `${'  '.repeat(depth)}${name}${active ? '' : ' (off)'}`),
})
