import { os } from '../../http/os.ts'
import { companyRequest, previousRequests } from './previous-requests.ts'
import { resendRequest } from './resend-request.ts'
import { withdrawRequest } from './withdraw-request.ts'

export const channelRequestRoutes = {
  previous: os.channelRequests.previous.handler(({ context, input }) => previousRequests(context, input)),
  get: os.channelRequests.get.handler(({ context, input }) => companyRequest(context, input.id)),
  resend: os.channelRequests.resend.handler(({ context, input }) => resendRequest(context, input)),
  withdraw: os.channelRequests.withdraw.handler(({ context, input }) => withdrawRequest(context, input.id)),
}
