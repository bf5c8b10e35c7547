import { os } from '../../http/os.ts'
import { connectByHand } from './connect-by-hand.ts'
import { approveRequest, askCorrection, declineRequest, resumeConnection, takeRequest } from './decide-request.ts'
import { getRequest, listRequests } from './operator-requests.ts'

const { requests } = os

export const requestsRoutes = {
  list: requests.list.handler(({ context, input }) => listRequests(context, input)),
  get: requests.get.handler(({ context, input }) => getRequest(context, input.channelId)),
  take: requests.take.handler(({ context, input }) => takeRequest(context, input.channelId, input.over)),
  askCorrection: requests.askCorrection.handler(({ context, input }) =>
    askCorrection(context, input.channelId, input.text),
  ),
  decline: requests.decline.handler(({ context, input }) => declineRequest(context, input.channelId, input.reason)),
  approve: requests.approve.handler(({ context, input }) => approveRequest(context, input.channelId, input.way)),
  connectByHand: requests.connectByHand.handler(({ context, input: { channelId, ...given } }) =>
    connectByHand(context, channelId, given),
  ),
  resume: requests.resume.handler(({ context, input }) => resumeConnection(context, input.channelId, input.newLink)),
}
