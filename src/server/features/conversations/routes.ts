import { os } from '../../http/os.ts'
import { listSentChanges, listSentMessages, listTicketChanges, listTicketMessages } from './list-messages.ts'
import { listSendableTemplates } from './list-sendable.ts'
import { listColleagues } from './list-colleagues.ts'
import { getSend, listSends } from './list-sends.ts'
import { markTicketRead } from './mark-read.ts'
import { writeNote } from './note.ts'
import { listPlaces } from './places.ts'
import { reply } from './reply.ts'
import { sendTemplate } from './send-template.ts'

export const conversationRoutes = {
  places: os.workspace.places.handler(({ context }) => listPlaces(context)),
  templates: os.workspace.templates.handler(({ context, input }) => listSendableTemplates(context, input)),
  sendTemplate: os.workspace.sendTemplate.handler(({ context, input }) => sendTemplate(context, input)),
  sent: os.workspace.sent.handler(({ context, input }) => listSends(context, input)),
  send: os.workspace.send.handler(({ context, input }) => getSend(context, input.id)),
  ticketMessages: os.workspace.ticketMessages.handler(({ context, input }) => listTicketMessages(context, input)),
  sentMessages: os.workspace.sentMessages.handler(({ context, input }) => listSentMessages(context, input)),
  ticketChanges: os.workspace.ticketChanges.handler(({ context, input }) => listTicketChanges(context, input)),
  sentChanges: os.workspace.sentChanges.handler(({ context, input }) => listSentChanges(context, input)),
  reply: os.workspace.reply.handler(({ context, input }) => reply(context, input)),
  note: os.workspace.note.handler(({ context, input }) => writeNote(context, input)),
  colleagues: os.workspace.colleagues.handler(({ context, input }) => listColleagues(context, input)),
  markRead: os.workspace.markRead.handler(({ context, input }) => markTicketRead(context, input.id)),
}
