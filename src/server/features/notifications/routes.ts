import { os } from '../../http/os.ts'
import { listNotifications, markNotificationsRead } from './bell.ts'
import { getPreferences, setPreference } from './preferences.ts'

export const notificationsRoutes = {
  list: os.notifications.list.handler(({ context }) => listNotifications(context)),
  markRead: os.notifications.markRead.handler(({ context }) => markNotificationsRead(context)),
  preferences: os.notifications.preferences.handler(({ context }) => getPreferences(context)),
  setPreference: os.notifications.setPreference.handler(({ context, input }) => setPreference(context, input)),
}
