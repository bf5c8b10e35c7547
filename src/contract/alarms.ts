import * as z from 'zod'
import { id, route, time } from './route.ts'

/** What is watched (RE-5). */
export const alarmKind = z.enum([
  'oldest_event',
  'dead_worker',
  'silent_channel',
  'no_statuses',
  'webhook_failures',
  'dead_jobs',
  'wallet_low',
  'exchange_drops',
])

export const Alarm = z.object({
  id,
  kind: alarmKind,
  channelId: id.nullable(),
  openedAt: time,
  closedAt: time.nullable(),
  /** Figures for its sentence. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const alarms = {
  list: route('operator.console', {
    method: 'GET',
    path: '/operator/alarms',
    summary: 'Open alarms, and those that closed in the last days',
    tag: 'operator',
  }).output(z.array(Alarm.extend({ companyName: z.string().nullable(), businessName: z.string().nullable() }))),
}
