import { sql } from 'kysely'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'

/** Who did it; jobs and operators say it themselves. */
export interface Doer {
  companyId: string
  userId: string | null
  name: string
}

export const doerOf = (ctx: Ctx): Doer => ({
  companyId: companyOf(ctx.actor),
  userId: ctx.actor.userId,
  name: ctx.actor.name,
})

/** Writes to the audit in the transaction of the change itself (RE-2). */
export async function record(
  tx: Tx,
  doer: Doer,
  action: string,
  subjectId: string | null,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      company_id: doer.companyId,
      id: newId(),
      actor_id: doer.userId,
      actor_name: doer.name,
      action,
      subject_id: subjectId,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
    })
    .execute()
}

export interface Entry {
  subjectId: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** One action on many: an entry for each, in one statement. */
export async function recordAll(tx: Tx, doer: Doer, action: string, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into audit (company_id, id, actor_id, actor_name, action, subject_id, before, after)
    select ${doer.companyId}::uuid, v.id, ${doer.userId}::uuid, ${doer.name}, ${action}, v.subject, v.before::jsonb, v.after::jsonb
    from ${table('v', entries, {
      id: ['uuid', () => newId()],
      subject: ['uuid', (e) => e.subjectId],
      before: ['text', (e) => e.before && JSON.stringify(e.before)],
      after: ['text', (e) => e.after && JSON.stringify(e.after)],
    })}`.execute(tx)
}
