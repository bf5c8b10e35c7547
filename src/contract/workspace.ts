import * as z from 'zod'
import { category, Parameter, TemplateButton, templateType } from './templates.ts'
import { Media } from './media.ts'
import { changesAsked, Mend, Quote, Reaction, threadChanges, threadPage, threadPaging } from './messages.ts'
import { id, listOf, nothing, pageOf, paging, route, search, time } from './route.ts'

const ContactBrief = z.object({ id, name: z.string(), phone: z.string().nullable() })
const Named = z.object({ id, name: z.string() })

export const TicketRow = z.object({
  id,
  number: z.number(),
  contact: ContactBrief,
  campaign: Named,
  /** Null: "Sin cola". */
  queue: Named.nullable(),
  agent: Named.nullable(),
  channel: z.object({ id, alias: z.string(), identifier: z.string().nullable() }),
  openedAt: time,
  /** When an agent first wrote in it: until then the service level runs. */
  answeredAt: time.nullable(),
  lastActivityAt: time,
  lastText: z.string(),
  unread: z.number(),
  closedAt: time.nullable(),
  /** What became of its last words, where they are ours and may not have got there (WS-2). */
  trouble: z.enum(['failed', 'uncertain']).nullable(),
})

export const TicketDetail = TicketRow.extend({
  closeReason: z.string().nullable(),
  disposition: Named.nullable(),
  dispositionRequired: z.boolean(),
  /** What it can be closed with (`leaf`), and the groups on the way there, in order. */
  dispositions: z.array(Named.extend({ parentId: id.nullable(), leaf: z.boolean() })),
  /** When free writing ends; null when the contact has not written over this channel (TK-8). */
  windowClosesAt: time.nullable(),
  channelActive: z.boolean(),
  optedOut: z.boolean(),
  earlierTickets: z.array(
    z.object({ id, number: z.number(), openedAt: time, closedAt: time.nullable(), campaignName: z.string() }),
  ),
})

/** WS-2; null for what comes in. */
export const messageStatus = z.enum([
  'waiting',
  'sending',
  'uncertain',
  'accepted',
  'sent',
  'failed',
  'delivered',
  'read',
  'cancelled',
])

export const Message = z.object({
  id,
  direction: z.enum(['in', 'out', 'note']),
  kind: z.string(),
  text: z.string(),
  content: z.record(z.string(), z.unknown()).nullable(),
  at: time,
  status: messageStatus.nullable(),
  /** Reason and remedy in plain words when it failed. */
  failure: z.string().nullable(),
  sender: Named.nullable(),
  channelAlias: z.string(),
  /** The file it came with. */
  media: Media.nullable(),
  /** Belongs to no ticket: came while the number was off, or was sent from the phone app. */
  loose: z.boolean(),
  /** What it answers, or what a reaction is about. */
  quote: Quote.nullable(),
  /** On this message, the newest of each person; what was taken back is not here. */
  reactions: z.array(Reaction),
  /** WS-2: what can be done about one that did not get through. */
  mend: Mend.nullable(),
})

export const Send = z.object({
  interactionId: id,
  contact: ContactBrief,
  campaign: Named,
  queue: Named.nullable(),
  channelAlias: z.string(),
})

/** A send without answer: an interaction that has no ticket yet (TK-4). */
export const SentRow = Send.extend({
  lastActivityAt: time,
  lastText: z.string(),
  lastStatus: messageStatus,
})

export const SendableTemplate = z.object({
  id,
  channelId: id,
  channelAlias: z.string(),
  identifier: z.string(),
  name: z.string(),
  displayName: z.string(),
  language: z.string(),
  category,
  /** All but TEXT want a file with each send. */
  type: templateType,
  header: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(TemplateButton),
  parameters: z.array(Parameter),
})

const Sent = z.object({ messageId: id, interactionId: id, ticketId: id.nullable() })

export const workspace = {
  places: route('workspace.read', {
    method: 'GET',
    path: '/workspace/places',
    summary: 'My campaigns and queues',
    tag: 'workspace',
  }).output(z.array(Named.extend({ queues: z.array(Named) }))),
  templates: route('workspace.use', {
    method: 'GET',
    path: '/workspace/templates',
    summary: 'Templates that can be sent from a campaign and queue',
    tag: 'workspace',
  })
    .input(z.object({ campaignId: id, queueId: id, search }))
    .output(z.array(SendableTemplate)),
  sendTemplate: route('workspace.use', {
    method: 'POST',
    path: '/workspace/sends',
    summary: 'Send a template, once per client key',
    tag: 'workspace',
  })
    .input(
      z.object({
        clientKey: id,
        campaignId: id,
        queueId: id,
        templateId: id,
        to: z.union([
          z.object({ ticketId: id }),
          z.object({ contactId: id }),
          z.object({ phone: z.string().trim().min(5).max(30), name: z.string().trim().max(120).default('') }),
        ]),
        /** By parameter number; `h1` is the header's, `url1` that of the first address with a variable. */
        values: z.record(z.string().max(5), z.string().max(2000)),
        /** Of `POST /api/files`; for templates with picture, document or video, and only for those. */
        fileId: id.optional(),
        /** What the file is called where it arrives; as it was called when it was uploaded, without it. */
        fileName: z.string().trim().min(1).max(255).optional(),
      }),
    )
    .output(Sent),
  tickets: route('workspace.read', {
    method: 'GET',
    path: '/tickets',
    summary: 'Tickets: mine, waiting in my queues, or all',
    tag: 'workspace',
  })
    .input(
      z.object({
        ...paging,
        view: z.enum(['mine', 'waiting', 'all', 'closed']).default('mine'),
        campaignId: id.optional(),
        /** `none`: "Sin cola". */
        queueId: z.union([id, z.literal('none')]).optional(),
        channelId: id.optional(),
        agentId: id.optional(),
        unread: z.literal('true').optional(),
        /** Only these, as far as they stand in the view: how a list learns of what changed without being read again. */
        ids: listOf(id).pipe(z.array(id).max(200).optional()),
      }),
    )
    .output(pageOf(TicketRow.extend({ sortedBy: z.string() })).extend({ oldestFirst: z.boolean() })),
  counts: route('workspace.read', {
    method: 'GET',
    path: '/workspace/counts',
    summary: 'How many stand in each view, 1,000 at most',
    tag: 'workspace',
  }).output(z.object({ mine: z.number(), waiting: z.number(), sent: z.number(), all: z.number() })),
  sent: route('workspace.read', {
    method: 'GET',
    path: '/workspace/sends',
    summary: 'Sends without answer',
    tag: 'workspace',
  })
    .input(z.object({ ...paging }))
    .output(pageOf(SentRow)),
  send: route('workspace.read', {
    method: 'GET',
    path: '/interactions/{id}',
    summary: 'One send, also when it ended or became a ticket (TK-4)',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(
      Send.extend({
        endedAt: time.nullable(),
        answered: z.boolean(),
        /** What it became, where one may see it. */
        ticket: z.object({ id, number: z.number() }).nullable(),
      }),
    ),
  ticket: route('workspace.read', { method: 'GET', path: '/tickets/{id}', summary: 'One ticket', tag: 'workspace' })
    .input(z.object({ id }))
    .output(TicketDetail),
  ticketMessages: route('workspace.read', {
    method: 'GET',
    path: '/tickets/{id}/messages',
    summary: 'Messages of a ticket, newest first',
    tag: 'workspace',
  })
    .input(z.object({ id, ...threadPaging }))
    .output(threadPage(Message)),
  sentMessages: route('workspace.read', {
    method: 'GET',
    path: '/interactions/{id}/messages',
    summary: 'Messages of a send without answer',
    tag: 'workspace',
  })
    .input(z.object({ id, ...threadPaging }))
    .output(threadPage(Message)),
  ticketChanges: route('workspace.read', {
    method: 'GET',
    path: '/tickets/{id}/messages/changes',
    summary: 'What of a ticket is new or otherwise since a version of it',
    tag: 'workspace',
  })
    .input(z.object({ id, ...changesAsked }))
    .output(threadChanges(Message)),
  sentChanges: route('workspace.read', {
    method: 'GET',
    path: '/interactions/{id}/messages/changes',
    summary: 'What of a send without answer is otherwise since a version of it',
    tag: 'workspace',
  })
    .input(z.object({ id, ...changesAsked }))
    .output(threadChanges(Message)),
  take: route('workspace.use', {
    method: 'POST',
    path: '/tickets/{id}/take',
    summary: 'Take a waiting ticket',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(nothing),
  reply: route('workspace.use', {
    method: 'POST',
    path: '/tickets/{id}/messages',
    summary: 'Write inside the window, once per client key',
    tag: 'workspace',
  })
    .input(
      z.object({
        id,
        clientKey: id,
        /** Under an image, a document or a video it is the caption; with a file it may be empty. */
        text: z.string().trim().max(4096).default(''),
        /** Of `POST /api/files?use=chat`. */
        fileId: id.optional(),
        fileName: z.string().trim().min(1).max(255).optional(),
        /** The message of this contact that it answers. */
        quotedId: id.optional(),
      }),
    )
    .output(z.object({ messageId: id })),
  note: route('workspace.read', {
    method: 'POST',
    path: '/tickets/{id}/notes',
    summary: 'Write a note that only colleagues see, once per client key',
    tag: 'workspace',
  })
    .input(
      z.object({
        id,
        clientKey: id,
        text: z.string().trim().min(1).max(4096),
        /** Colleagues who hear of it. */
        mentions: z.array(id).max(20).default([]),
      }),
    )
    .output(z.object({ messageId: id })),
  colleagues: route('workspace.read', {
    method: 'GET',
    path: '/tickets/{id}/colleagues',
    summary: 'Who else sees a ticket and can be named in a note, 20 at most',
    tag: 'workspace',
  })
    .input(z.object({ id, search }))
    .output(z.array(Named)),
  markRead: route('workspace.use', {
    method: 'POST',
    path: '/tickets/{id}/read',
    summary: 'I have seen it: read at WhatsApp too',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(nothing),
  close: route('workspace.handle', {
    method: 'POST',
    path: '/tickets/{id}/close',
    summary: 'Close with a disposition',
    tag: 'workspace',
  })
    .input(
      z.object({
        id,
        dispositionId: id.nullable().default(null),
        note: z.string().trim().max(1000).nullable().default(null),
        /** How many unread messages whoever closes it knows of; with more it stays open. */
        unread: z.number().int().min(0).optional(),
      }),
    )
    .output(nothing),
}
