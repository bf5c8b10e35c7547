import { os } from '../../http/os.ts'
import { listNotifications, markNotificationsRead } from './bell.ts'

export const notificationsRoutes = {
  list: os.notifications.list.handler(({ context }) => listNotifications(context)),
  markRead: os.notifications.markRead.handler(({ context }) => markNotificationsRead(context)),
}
