import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import type { AlarmKind, Finding } from '../upkeep/alarms.ts'
import { listManagerIds, listOperatorIds } from './store.ts'
import { tell } from './tell.ts'

/** Operators hear of all; a company's owner and admins of what concerns their number. */
export async function tellOfAlarm(system: System, tx: Tx, alarm: AlarmKind, finding: Finding): Promise<void> {
  const { companyId, channelId, data } = finding
  const kind = 'alarm_opened'
  const operators = { userIds: await listOperatorIds(tx), companyId: null }
  await tell(system, tx, { ...operators, kind, data: { ...data, alarm, page: '/alarmas' } })
  if (companyId === undefined || channelId === undefined) return
  const managers = { userIds: await listManagerIds(tx, companyId), companyId }
  await tell(system, tx, { ...managers, kind, data: { ...data, alarm, channelId, page: `/canales/${channelId}` } })
  await announce(tx, companyId, 'channels', channelId)
}
