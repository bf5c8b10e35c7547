import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { type Assignment, coveredQueues } from '../../../rules/assignment.ts'
import { doerOf, record } from '../audit/record.ts'
import { countUnknownPlaces, listAssignments, replaceAssignments } from './assignment-store.ts'
import { getTemplate, lockTemplate } from './store.ts'

/** AS-1: the template is assigned to exactly these from now on. */
export async function assignTemplate(ctx: Ctx, input: { id: string; assignments: Assignment[] }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockTemplate(tx, companyId, input.id)
    if ((await countUnknownPlaces(tx, companyId, input.assignments)) > 0) throw new Refusal('not_found')
    const before = await listAssignments(tx, companyId, input.id)
    await replaceAssignments(tx, companyId, input.id, withoutCovered(input.assignments))
    const after = await listAssignments(tx, companyId, input.id)
    await record(tx, doerOf(ctx), 'template.assign', input.id, { assignments: before }, { assignments: after })
    await announce(tx, companyId, 'templates', input.id)
    return {}
  })
}

/** A queue whose campaign is ticked is covered already. */
function withoutCovered(given: Assignment[]): Assignment[] {
  const covered = new Set(coveredQueues(given, given))
  return given.filter((tick) => tick.queueId === null || !covered.has(tick))
}

export async function getAssignments(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await getTemplate(tx, companyId, id)
    return listAssignments(tx, companyId, id)
  })
}
