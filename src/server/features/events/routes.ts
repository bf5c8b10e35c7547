import { os } from '../../http/os.ts'
import { listEvents } from './list-events.ts'
import { replayEvents, replaySetAside } from './replay-events.ts'

export const eventRoutes = {
  list: os.events.list.handler(({ context, input }) => listEvents(context, input)),
  replay: os.events.replay.handler(({ context, input }) => replayEvents(context, input)),
  replaySetAside: os.events.replaySetAside.handler(({ context, input }) => replaySetAside(context, input.id)),
}
