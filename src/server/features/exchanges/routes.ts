import { os } from '../../http/os.ts'
import {
  listOfChannel,
  listOfChannelForOperator,
  listOfMessage,
  listOfPartner,
  listOfTemplate,
} from './list-exchanges.ts'

export const exchangesRoutes = {
  ofMessage: os.exchanges.ofMessage.handler(({ context, input }) => listOfMessage(context, input)),
  ofTemplate: os.exchanges.ofTemplate.handler(({ context, input }) => listOfTemplate(context, input)),
  ofChannel: os.exchanges.ofChannel.handler(({ context, input }) => listOfChannel(context, input)),
  ofChannelForOperator: os.exchanges.ofChannelForOperator.handler(({ context, input }) =>
    listOfChannelForOperator(context, input),
  ),
  ofPartner: os.exchanges.ofPartner.handler(({ context, input }) => listOfPartner(context, input)),
}
