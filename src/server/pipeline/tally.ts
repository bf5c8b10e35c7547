import { sql } from 'kysely'
import { RANK } from '../../rules/message-status.ts'
import { table } from '../database/arrays.ts'
import type { Tx } from '../database/doors.ts'

/** The code under which a failure is taken back when the message arrived after all. */
export const OVERTAKEN = 'overtaken'

/** Further down the same statement: counts what has become of templates' messages, for their health. `risen` tells of each
 *  its company_id, template_id, left_at and error_code, its status and `was`, the one before. It only adds lines, so that no
 *  batch waits for another; `template.tally` folds them. */
export const tallied = sql`tallied as (
  insert into template_tally (company_id, template_id, day, code, sent, delivered, read, failed)
  select r.company_id, r.template_id, (coalesce(r.left_at, now()) at time zone c.time_zone)::date,
    case when r.status = ${sql.lit(RANK.failed)} then coalesce(r.error_code, 'unknown')
      when r.was = ${sql.lit(RANK.failed)} then ${sql.lit(OVERTAKEN)} else '' end,
    sum((r.was < ${sql.lit(RANK.accepted)} and r.status <> ${sql.lit(RANK.failed)})::int),
    sum((r.status >= ${sql.lit(RANK.delivered)})::int - (r.was >= ${sql.lit(RANK.delivered)})::int),
    sum((r.status = ${sql.lit(RANK.read)})::int - (r.was = ${sql.lit(RANK.read)})::int),
    sum((r.status = ${sql.lit(RANK.failed)})::int - (r.was = ${sql.lit(RANK.failed)})::int)
  from risen r join company c on c.id = r.company_id
  where r.template_id is not null and r.status >= ${sql.lit(RANK.accepted)} and r.status <> r.was
  group by 1, 2, 3, 4)`

/** Taps on our templates' quick replies, on the days their messages left. `messageId` is the one that was tapped. */
export async function tallyTaps(tx: Tx, taps: readonly { companyId: string; messageId: string }[]): Promise<void> {
  if (taps.length === 0) return
  await sql`
    insert into template_tally (company_id, template_id, day, taps)
    select m.company_id, m.template_id, (coalesce(m.left_at, m.at) at time zone c.time_zone)::date, count(*)
    from ${table('v', taps, { c: ['uuid', (x) => x.companyId], id: ['uuid', (x) => x.messageId] })}
    join message m on m.company_id = v.c and m.id = v.id and m.template_id is not null
    join company c on c.id = m.company_id
    group by 1, 2, 3`.execute(tx)
}
