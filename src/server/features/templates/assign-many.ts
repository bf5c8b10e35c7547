import type { Assignment } from '../../../rules/assignment.ts'
import { sameTicks, withoutCovered } from '../../../rules/assignment.ts'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, recordAll } from '../audit/record.ts'
import { countUnknownPlaces, lockPlaces } from './assignment-store.ts'
import { changeRows, listTicks, lockMany, type Many } from './many-store.ts'
import { stateOfChannel } from './template-channel.ts'

interface AssignMany extends Many {
  add: Assignment[]
  remove: Assignment[]
}

/** AS-1 for many: what is named is added or taken away, all else stays. So two who do it at once lose nothing of each other. */
export async function assignMany(ctx: Ctx, { add, remove, ...many }: AssignMany) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, many.channelId)
    const ids = (await lockMany(tx, companyId, many)).map(({ id }) => id)
    await lockPlaces(tx, companyId, add)
    if ((await countUnknownPlaces(tx, companyId, add)) > 0) throw new Refusal('not_found')
    const before = await listTicks(tx, companyId, ids)
    await changeRows(tx, companyId, ids, { add: withoutCovered(add), remove })
    const after = await listTicks(tx, companyId, ids)
    const entries = ids
      .map((id) => ({ subjectId: id, old: before.get(id) ?? [], now: after.get(id) ?? [] }))
      .filter(({ old, now }) => !sameTicks(old, now))
      .map(({ subjectId, old, now }) => ({ subjectId, before: { assignments: old }, after: { assignments: now } }))
    if (entries.length > 0) {
      await recordAll(tx, doerOf(ctx), 'template.assign', entries)
      await announce(tx, companyId, 'templates', many.channelId)
    }
    return {
      changed: entries.length,
      already: ids.length - entries.length,
      gone: new Set(many.ids).size - ids.length,
    }
  })
}
