import { os } from '../../http/os.ts'
import { listAlarms } from './alarms.ts'

export const alarmsRoutes = {
  list: os.alarms.list.handler(({ context }) => listAlarms(context)),
}
