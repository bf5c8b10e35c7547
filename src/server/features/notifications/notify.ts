import type { NotificationKind } from '../../../rules/notification-kinds.ts'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { insertNotifications } from './store.ts'

export interface News {
  userIds: readonly string[]
  /** Null for what concerns operators. */
  companyId: string | null
  kind: NotificationKind
  data: Record<string, unknown>
}

/** Rings the bells of those of these people who want it. A bell is reached as system only: `tx` comes from `asSystem`. */
export async function notify(tx: Tx, news: News): Promise<void> {
  const userIds = [...new Set(news.userIds)]
  if (userIds.length === 0) return
  const rows = await insertNotifications(tx, { ...news, userIds })
  await announceAll(tx, new Set(rows.map(({ id, userId }) => announcementText(`user:${userId}`, 'notifications', id))))
}
