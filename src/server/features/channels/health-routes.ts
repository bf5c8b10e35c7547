import { os } from '../../http/os.ts'
import { channelHealth, channelHealthForOperator, getSetAside, listChannelHealth, listSetAside } from './health.ts'
import { renewHook, renewHookAsOperator } from './renew-hook.ts'

export const healthRoutes = {
  ofChannel: os.health.ofChannel.handler(({ context, input }) => channelHealth(context, input.id)),
  renewHook: os.health.renewHook.handler(({ context, input }) => renewHook(context, input.id)),
  setAside: os.health.setAside.handler(({ context, input }) => listSetAside(context, input)),
  setAsideBody: os.health.setAsideBody.handler(({ context, input }) => getSetAside(context, input.id)),
  list: os.health.list.handler(({ context }) => listChannelHealth(context)),
  ofChannelForOperator: os.health.ofChannelForOperator.handler(({ context, input }) =>
    channelHealthForOperator(context, input.channelId),
  ),
  renewHookAsOperator: os.health.renewHookAsOperator.handler(({ context, input }) =>
    renewHookAsOperator(context, input.channelId),
  ),
}
