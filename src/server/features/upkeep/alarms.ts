import type { Selectable } from 'kysely'
import type * as z from 'zod'
import type { Alarm as AlarmShape, alarmKind } from '../../../contract/alarms.ts'
import type { Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { Alarm } from '../../database/types.ts'

export type AlarmKind = z.infer<typeof alarmKind>

/** Something that is not well right now. */
export interface Finding {
  /** The channel, the job or the process; empty when it is about all. */
  subject: string
  /** Whose people are told too. */
  companyId?: string
  channelId?: string
  data: Record<string, string | number>
}

/** Closed for less than this, it is the same one again, and nobody is told twice. */
const SAME_AGAIN_MINUTES = 30
const SHOWN_DAYS = 7

const present = (row: Selectable<Alarm>): z.infer<typeof AlarmShape> => ({
  id: row.id,
  kind: row.kind as AlarmKind,
  channelId: row.channel_id,
  openedAt: row.opened_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  data: row.data as z.infer<typeof AlarmShape>['data'],
})

export async function listOpenAlarms(tx: Tx, companyId: string, channelId: string) {
  const rows = await tx
    .selectFrom('alarm')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(present)
}

/** The operator's list: open ones first, then those that closed in the last days. */
export const listAlarms = (ctx: Ctx) =>
  ctx.asSystem('upkeep', async (tx) => {
    const rows = await tx
      .selectFrom('alarm as a')
      .leftJoin('channel as c', 'c.id', 'a.channel_id')
      .leftJoin('company as k', 'k.id', 'c.company_id')
      .selectAll('a')
      .select(['k.name as companyName', 'c.business_name as businessName'])
      .where((eb) =>
        eb.or([eb('a.closed_at', 'is', null), eb('a.closed_at', '>', new Date(Date.now() - SHOWN_DAYS * 86_400_000))]),
      )
      .orderBy((eb) => eb('a.closed_at', 'is', null), 'desc')
      .orderBy('a.opened_at', 'desc')
      .limit(200)
      .execute()
    return rows.map((row) => ({ ...present(row), companyName: row.companyName, businessName: row.businessName }))
  })

/** Opens what was found and closes what is well again; answers what people must be told of. `judges` says of which
 *  subjects the findings speak: the others' alarms are left alone. */
export async function applyFindings(
  tx: Tx,
  kind: AlarmKind,
  findings: readonly Finding[],
  judges: (subject: string) => boolean = () => true,
): Promise<Finding[]> {
  const open = await tx
    .selectFrom('alarm')
    .select(['id', 'subject'])
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .execute()
  const found = new Set(findings.map((f) => f.subject))
  const well = open.filter(({ subject }) => judges(subject) && !found.has(subject)).map(({ id }) => id)
  if (well.length > 0) await tx.updateTable('alarm').set({ closed_at: new Date() }).where('id', 'in', well).execute()
  const known = new Set(open.map(({ subject }) => subject))
  const news: Finding[] = []
  for (const finding of findings) {
    if (known.has(finding.subject)) await renew(tx, kind, finding)
    else if (!(await reopen(tx, kind, finding))) {
      await insertAlarm(tx, kind, finding)
      news.push(finding)
    }
  }
  return news
}

async function renew(tx: Tx, kind: AlarmKind, { subject, data }: Finding): Promise<void> {
  await tx
    .updateTable('alarm')
    .set({ data: JSON.stringify(data) })
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('closed_at', 'is', null)
    .execute()
}

async function reopen(tx: Tx, kind: AlarmKind, { subject, data }: Finding): Promise<boolean> {
  const latest = await tx
    .selectFrom('alarm')
    .select('id')
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('closed_at', '>', new Date(Date.now() - SAME_AGAIN_MINUTES * 60_000))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (latest === undefined) return false
  await tx
    .updateTable('alarm')
    .set({ closed_at: null, data: JSON.stringify(data) })
    .where('id', '=', latest.id)
    .execute()
  return true
}

async function insertAlarm(tx: Tx, kind: AlarmKind, finding: Finding): Promise<void> {
  const { subject, companyId = null, channelId = null, data } = finding
  await tx
    .insertInto('alarm')
    .values({ id: newId(), kind, subject, company_id: companyId, channel_id: channelId, data: JSON.stringify(data) })
    .onConflict((c) => c.doNothing())
    .execute()
}
