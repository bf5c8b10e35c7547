import type { System } from '../context.ts'
import { sweepAgents } from '../features/agents/sweep-agents.ts'
import { checkAllChannels, checkChannel } from '../features/channels/check-channel.ts'
import { tryByHand } from '../features/channels/connect-by-hand.ts'
import { connectAllChannels, connectChannel } from '../features/channels/connect-channel.ts'
import { unsubscribeDeleted } from '../features/channels/delete-channel.ts'
import { pushProfile, pushWaitingProfiles } from '../features/channels/push-profile.ts'
import { readWallets } from '../features/channels/read-wallets.ts'
import { continueRenewal, continueRenewals } from '../features/channels/renew-hook.ts'
import { continueErasure, resumeErasures } from '../features/contacts/erase.ts'
import { moveRest } from '../features/contacts/merge.ts'
import { continueImport } from '../features/contacts/import.ts'
import { expireInteractions } from '../features/conversations/expire-interactions.ts'
import { markReadAtProvider } from '../features/conversations/mark-read.ts'
import { sweepDistribution } from '../features/distribution/sweep.ts'
import { replaySpan } from '../features/events/replay-events.ts'
import { fetchMedia } from '../features/media/fetch-media.ts'
import { tidyMedia } from '../features/media/tidy-media.ts'
import { mailNews, tellCompany, tellOperators, tellPeople } from '../features/notifications/tell.ts'
import { adoptTemplates } from '../features/templates/adopt-templates.ts'
import { carryDeletion } from '../features/templates/carry-deletion.ts'
import { carryEdit } from '../features/templates/carry-edit.ts'
import { foldTemplateTally } from '../features/templates/get-health.ts'
import { reconcileAllTemplates } from '../features/templates/reconcile-all-templates.ts'
import { reconcileTemplates } from '../features/templates/reconcile-templates.ts'
import { resumeLives } from '../features/templates/resume-lives.ts'
import { submitTemplate } from '../features/templates/submit-template.ts'
import { prune } from '../features/upkeep/prune.ts'
import { type Mailer, sendQueuedMail } from '../mail.ts'
import type { JobHandlers } from './jobs.ts'

/** Every job of the catalogue with what does it; a missing one does not type-check. */
export const jobHandlers = (system: System, mailer: Mailer): JobHandlers => ({
  'channel.connect': connectChannel(system),
  'channel.connect-all': connectAllChannels(system),
  'channel.try-by-hand': tryByHand(system),
  'channel.check': checkChannel(system),
  'channel.check-all': checkAllChannels(system),
  'channel.renew-hook': continueRenewal(system),
  'channel.renew-hooks': continueRenewals(system),
  'channel.profile': pushProfile(system),
  'channel.profiles': pushWaitingProfiles(system),
  'channel.unsubscribe': unsubscribeDeleted(system),
  'channel.wallets': readWallets(system),
  'template.submit': submitTemplate(system),
  'template.reconcile': reconcileTemplates(system),
  'template.reconcile-all': reconcileAllTemplates(system),
  'template.edit': carryEdit(system),
  'template.delete': carryDeletion(system),
  'template.resume': resumeLives(system),
  'template.tally': foldTemplateTally(system),
  'template.adopt': adoptTemplates(system),
  'contact.erase': continueErasure(system),
  'contact.erase-again': resumeErasures(system),
  'contact.move': moveRest(system),
  'contact.import': continueImport(system),
  'message.mark-read': markReadAtProvider(system),
  'media.fetch': fetchMedia(system),
  'media.tidy': tidyMedia(system),
  'interaction.expire': expireInteractions(system),
  'agents.sweep': sweepAgents(system),
  'distribution.sweep': sweepDistribution(system),
  'upkeep.prune': prune(system),
  'events.replay': replaySpan(system),
  'notification.operators': tellOperators(system),
  'notification.company': tellCompany(system),
  'notification.people': tellPeople(system),
  'notification.mail': mailNews(system),
  'mail.send': sendQueuedMail(system, mailer),
})
