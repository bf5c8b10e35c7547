import { os } from '../../http/os.ts'
import { listPresence, tellPresence } from './presence.ts'

export const presenceRoutes = {
  list: os.presence.list.handler(({ context, input }) => listPresence(context, input.id)),
  tell: os.presence.tell.handler(({ context, input }) => tellPresence(context, input)),
}
