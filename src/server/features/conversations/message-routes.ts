import { os } from '../../http/os.ts'
import { retryMessage } from './retry-message.ts'
import { settleMessage } from './settle-message.ts'

export const messageRoutes = {
  retry: os.messages.retry.handler(({ context, input }) => retryMessage(context, input)),
  settle: os.messages.settle.handler(({ context, input }) => settleMessage(context, input.id)),
}
