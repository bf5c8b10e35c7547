import { os } from '../http/os.ts'
import { announceShown, streamAudience } from './announce.ts'

export const liveRoutes = {
  show: os.live.show.handler(async ({ context: { actor, inTenant }, input: { stream, conversations } }) => {
    await inTenant((tx) => announceShown(tx, streamAudience(actor.userId, stream), conversations))
    return {}
  }),
}
