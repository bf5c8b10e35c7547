import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { type Assignment, sameTicks, withoutCovered } from '../../../rules/assignment.ts'
import { doerOf, record } from '../audit/record.ts'
import { countUnknownPlaces, listAssignments, lockPlaces, replaceAssignments } from './assignment-store.ts'
import { getTemplate, lockTemplate } from './store.ts'

interface AssignTemplate {
  id: string
  assignments: Assignment[]
  /** What the screen showed before; without it the last to save has it. */
  seen?: Assignment[] | undefined
}

/** AS-1: the template is assigned to exactly these from now on. Of two who began from the same, the second is told. */
export async function assignTemplate(ctx: Ctx, { id, assignments, seen }: AssignTemplate) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockTemplate(tx, companyId, id)
    await lockPlaces(tx, companyId, assignments)
    const before = await listAssignments(tx, companyId, id)
    if (seen && !sameTicks(seen, before)) throw new Refusal('assignments_changed', { assignments: before })
    if ((await countUnknownPlaces(tx, companyId, assignments)) > 0) throw new Refusal('not_found')
    await replaceAssignments(tx, companyId, id, withoutCovered(assignments))
    const after = await listAssignments(tx, companyId, id)
    await record(tx, doerOf(ctx), 'template.assign', id, { assignments: before }, { assignments: after })
    await announce(tx, companyId, 'templates', id)
    return {}
  })
}

export async function getAssignments(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await getTemplate(tx, companyId, id)
    return listAssignments(tx, companyId, id)
  })
}
