import { os } from '../../http/os.ts'
import { askLink } from './ask-link.ts'
import { deleteChannel } from './delete-channel.ts'
import { collectMissed, missedFigures } from './collect-missed.ts'
import { getChannel, listChannels } from './list-channels.ts'
import { requestChannel } from './request-channel.ts'
import { requestDefaults } from './request-defaults.ts'
import { switchOff, switchOffFigures, switchOn } from './switch-channel.ts'
import { updateChannel } from './update-channel.ts'

export const channelRoutes = {
  list: os.channels.list.handler(({ context, input }) => listChannels(context, input)),
  get: os.channels.get.handler(({ context, input }) => getChannel(context, input.id)),
  requestDefaults: os.channels.requestDefaults.handler(({ context }) => requestDefaults(context)),
  request: os.channels.request.handler(({ context, input }) => requestChannel(context, input)),
  update: os.channels.update.handler(({ context, input }) => updateChannel(context, input)),
  remove: os.channels.remove.handler(({ context, input }) => deleteChannel(context, input)),
  switchOffFigures: os.channels.switchOffFigures.handler(({ context, input }) => switchOffFigures(context, input.id)),
  switchOff: os.channels.switchOff.handler(({ context, input }) => switchOff(context, input.id, input.shown)),
  switchOn: os.channels.switchOn.handler(({ context, input }) => switchOn(context, input.id)),
  missed: os.channels.missed.handler(({ context, input }) => missedFigures(context, input.id)),
  collectMissed: os.channels.collectMissed.handler(({ context, input }) => collectMissed(context, input.id)),
  askLink: os.channels.askLink.handler(({ context, input }) => askLink(context, input.id)),
}
