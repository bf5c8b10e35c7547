import { sql } from 'kysely'
import type { HealthFigures } from '../../../rules/template-health.ts'
import { first, type Tx } from '../../database/doors.ts'

export interface DayFigures extends HealthFigures {
  day: string
}

const SUMS = sql.raw(
  ['sent', 'delivered', 'read', 'failed', 'taps'].map((name) => `coalesce(sum(${name}), 0)::int as ${name}`).join(', '),
)

/** The last `days` days of a template, today with them, by the company's clock; what is folded and what is not yet. Reads a
 *  row for each day and reason, however much was sent. */
export async function readHealth(
  tx: Tx,
  companyId: string,
  templateId: string,
  days: number,
): Promise<{ timeZone: string; byDay: DayFigures[]; failures: { code: string; count: number }[] }> {
  const company = first(
    await sql<{ zone: string; today: string }>`
      select time_zone as zone, (now() at time zone time_zone)::date::text as today from company where id = ${companyId}`.execute(
      tx,
    ),
  )!
  const told = sql`(
    select day, code, sent, delivered, read, failed, taps from template_day
    where company_id = ${companyId} and template_id = ${templateId} and day > ${company.today}::date - ${days}::int
    union all
    select day, code, sent, delivered, read, failed, taps from template_tally
    where company_id = ${companyId} and template_id = ${templateId} and day > ${company.today}::date - ${days}::int)`
  const { rows: byDay } = await sql<DayFigures>`
    select d::date::text as day, ${SUMS}
    from generate_series(${company.today}::date - ${days - 1}::int, ${company.today}::date, interval '1 day') d
    left join ${told} x on x.day = d::date group by d order by d`.execute(tx)
  const { rows: failures } = await sql<{ code: string; count: number }>`
    select code, sum(failed)::int as count from ${told} x where code <> ''
    group by code having sum(failed) <> 0 order by count desc, code limit 100`.execute(tx)
  return { timeZone: company.zone, byDay, failures }
}

/** What was told of its quality since then, newest first. */
export async function listQualityChanges(
  tx: Tx,
  companyId: string,
  templateId: string,
  days: number,
): Promise<{ at: Date; change: string }[]> {
  const { rows } = await sql<{ at: Date; change: string }>`
    select coalesce(told_at, at) as at, coalesce(reason, raw, '') as change from template_event
    where company_id = ${companyId} and template_id = ${templateId} and status_word = 'QUALITY_CHANGED'
      and coalesce(told_at, at) > now() - make_interval(days => ${days}) order by id desc limit 50`.execute(tx)
  return rows
}

/** The lines that stand so far become one row for each day and reason. What a pipeline has not committed yet is not seen,
 *  and stays for the next time. Gives how many lines there were. */
export async function foldTally(tx: Tx): Promise<number> {
  const result = await sql<{ n: number }>`
    with gone as (delete from template_tally returning *),
      folded as (
        insert into template_day as d (company_id, template_id, day, code, sent, delivered, read, failed, taps)
        select g.company_id, g.template_id, g.day, g.code, sum(g.sent), sum(g.delivered), sum(g.read), sum(g.failed), sum(g.taps)
        from gone g join template t on t.company_id = g.company_id and t.id = g.template_id
        group by 1, 2, 3, 4 order by 1, 2, 3, 4
        on conflict (company_id, template_id, day, code) do update set sent = d.sent + excluded.sent,
          delivered = d.delivered + excluded.delivered, read = d.read + excluded.read, failed = d.failed + excluded.failed,
          taps = d.taps + excluded.taps)
    select count(*)::int as n from gone`.execute(tx)
  return first(result)?.n ?? 0
}
