import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { News } from './notify.ts'
import { listManagerIds } from './store.ts'
import { tell } from './tell.ts'

interface Request {
  company_id: string
  channel_id: string
  requested_by: string
  business_name: string
}

/** Whoever asked for the number hears of it; where they manage it no more, those who do. */
export async function tellRequester(
  system: System,
  tx: Tx,
  { company_id: companyId, channel_id: channelId, requested_by, business_name: businessName }: Request,
  kind: News['kind'],
  data: Record<string, unknown> = {},
): Promise<void> {
  const managers = await listManagerIds(tx, companyId)
  const userIds = managers.includes(requested_by) ? [requested_by] : managers
  await tell(system, tx, { userIds, companyId, kind, data: { ...data, channelId, businessName } })
}
