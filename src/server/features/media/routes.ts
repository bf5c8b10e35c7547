import { os } from '../../http/os.ts'
import { retryMedia } from './retry-media.ts'

export const mediaRoutes = {
  retry: os.media.retry.handler(({ context, input }) => retryMedia(context, input.id)),
}
