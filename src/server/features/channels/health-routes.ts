import { os } from '../../http/os.ts'
import { channelHealth, channelHealthForOperator, getSetAside, listSetAside } from './health.ts'
import { checkNow, interruptChannel, resumeChannel } from './interrupt.ts'
import { listChannelHealth } from './health-list.ts'
import { renewHook, renewHookAsOperator } from './renew-hook.ts'

export const healthRoutes = {
  ofChannel: os.health.ofChannel.handler(({ context, input }) => channelHealth(context, input.id)),
  renewHook: os.health.renewHook.handler(({ context, input }) => renewHook(context, input.id)),
  setAside: os.health.setAside.handler(({ context, input }) => listSetAside(context, input)),
  setAsideBody: os.health.setAsideBody.handler(({ context, input }) => getSetAside(context, input.id)),
  list: os.health.list.handler(({ context, input }) => listChannelHealth(context, input)),
  ofChannelForOperator: os.health.ofChannelForOperator.handler(({ context, input }) =>
    channelHealthForOperator(context, input.channelId),
  ),
  renewHookAsOperator: os.health.renewHookAsOperator.handler(({ context, input }) =>
    renewHookAsOperator(context, input.channelId),
  ),
  interrupt: os.health.interrupt.handler(({ context, input }) =>
    interruptChannel(context, input.channelId, input.reason),
  ),
  resume: os.health.resume.handler(({ context, input }) => resumeChannel(context, input.channelId)),
  check: os.health.check.handler(({ context, input }) => checkNow(context, input.channelId)),
}
