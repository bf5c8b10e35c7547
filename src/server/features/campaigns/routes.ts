import { os } from '../../http/os.ts'
import { createCampaign } from './create-campaign.ts'
import { createQueue } from './create-queue.ts'
import { listCampaigns } from './list-campaigns.ts'
import { updateCampaign } from './update-campaign.ts'
import { updateQueue } from './update-queue.ts'

export const campaignsRoutes = {
  list: os.campaigns.list.handler(({ context }) => listCampaigns(context)),
  create: os.campaigns.create.handler(({ context, input }) => createCampaign(context, input)),
  update: os.campaigns.update.handler(({ context, input }) => updateCampaign(context, input)),
  createQueue: os.campaigns.createQueue.handler(({ context, input }) => createQueue(context, input)),
  updateQueue: os.campaigns.updateQueue.handler(({ context, input }) => updateQueue(context, input)),
}
