import { os } from '../../http/os.ts'
import { createCampaign } from './create-campaign.ts'
import { createQueue } from './create-queue.ts'
import { campaignEndFigures, deleteCampaign, switchCampaignOff, switchCampaignOn } from './end-campaign.ts'
import { deleteQueue, queueEndFigures, switchQueueOff, switchQueueOn } from './end-queue.ts'
import { getQueue } from './get-queue.ts'
import { listCampaigns } from './list-campaigns.ts'
import { getDispositions, saveDispositions } from './save-dispositions.ts'
import { updateCampaign } from './update-campaign.ts'
import { updateQueue } from './update-queue.ts'

export const campaignsRoutes = {
  list: os.campaigns.list.handler(({ context }) => listCampaigns(context)),
  create: os.campaigns.create.handler(({ context, input }) => createCampaign(context, input)),
  update: os.campaigns.update.handler(({ context, input }) => updateCampaign(context, input)),
  endFigures: os.campaigns.endFigures.handler(({ context, input }) => campaignEndFigures(context, input.id)),
  switchOff: os.campaigns.switchOff.handler(({ context, input }) => switchCampaignOff(context, input)),
  switchOn: os.campaigns.switchOn.handler(({ context, input }) => switchCampaignOn(context, input.id)),
  remove: os.campaigns.remove.handler(({ context, input }) => deleteCampaign(context, input)),
  dispositions: os.campaigns.dispositions.handler(({ context, input }) => getDispositions(context, input.id)),
  saveDispositions: os.campaigns.saveDispositions.handler(({ context, input }) => saveDispositions(context, input)),
  createQueue: os.campaigns.createQueue.handler(({ context, input }) => createQueue(context, input)),
  queue: os.campaigns.queue.handler(({ context, input }) => getQueue(context, input.id)),
  updateQueue: os.campaigns.updateQueue.handler(({ context, input }) => updateQueue(context, input)),
  queueEndFigures: os.campaigns.queueEndFigures.handler(({ context, input }) => queueEndFigures(context, input.id)),
  switchQueueOff: os.campaigns.switchQueueOff.handler(({ context, input }) => switchQueueOff(context, input)),
  switchQueueOn: os.campaigns.switchQueueOn.handler(({ context, input }) => switchQueueOn(context, input.id)),
  removeQueue: os.campaigns.removeQueue.handler(({ context, input }) => deleteQueue(context, input)),
}
