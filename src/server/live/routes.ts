import { os } from '../http/os.ts'
import { announceShown, streamAudience } from './announce.ts'

export const liveRoutes = {
  show: os.live.show.handler(async ({ context, input: { stream, conversations } }) => {
    const audience = streamAudience(context.actor.userId, stream)
    await context.inTenant((tx) => announceShown(tx, audience, conversations))
    return {}
  }),
}
