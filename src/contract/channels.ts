import * as z from 'zod'
import { CAUSES } from '../rules/interruption.ts'
import { REQUEST_STATES } from '../rules/request-state.ts'
import { id, listOf, nothing, pageOf, paging, route, search, time } from './route.ts'

export const channelState = z.enum(['pending', 'inactive', 'interrupted', 'active'])
export const interruptionCause = z.enum(CAUSES)
export const requestState = z.enum(REQUEST_STATES)

const required = (max: number) => z.string().trim().min(1).max(max)
const optional = (max: number) => z.string().trim().max(max).nullable()

/** CH-2: company above, person below. Finer checks (DN, PRO, phones) stand in `rules` and run on both sides. */
export const ChannelRequestForm = z.object({
  businessName: required(120),
  legalName: required(200),
  taxId: required(30),
  country: z.string().length(2),
  address: optional(256),
  website: optional(256),
  email: z.email().max(128),
  vertical: required(30),
  about: optional(139),
  description: optional(512),
  firstName: required(80),
  lastName: required(80),
  personEmail: z.email().max(128),
  personPhone: required(30),
  position: optional(80),
})

/** CH-10: what was registered and can be changed; the business name cannot. */
export const ChannelData = ChannelRequestForm.omit({ businessName: true }).extend({
  alias: required(80),
  /** The second of two that the profile in WhatsApp shows (PRO-05). */
  website2: optional(256),
  /** The photo of the profile: a picture brought by `POST /api/files`. Left out, it stays as it is. */
  photoFileId: id.nullable().optional(),
})

export const profileField = z.enum(['about', 'address', 'description', 'email', 'websites', 'vertical', 'photo'])

/** CH-10: a field of the profile on its way to WhatsApp, and how that ended. */
export const ProfileFieldState = z.object({
  field: profileField,
  state: z.enum(['pending', 'confirmed', 'refused']),
  reason: z.string().nullable(),
  changedAt: time,
})

export const Interruption = z.object({
  cause: interruptionCause,
  detail: z.string().nullable(),
  openedAt: time,
  /** Until when the provider said it lasts. */
  until: time.nullable(),
})

export const ChannelRow = z.object({
  id,
  kind: z.literal('whatsapp'),
  businessName: z.string(),
  alias: z.string(),
  identifier: z.string().nullable(),
  state: channelState,
  interruptions: z.array(Interruption),
  quality: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  openInteractions: z.number(),
  queues: z.number(),
  /** None of its queues takes tickets: what comes in stands under "Sin cola" (TK-5). */
  withoutQueue: z.boolean(),
  /** Came while it was off, and nobody has dealt with it (TK-7). */
  missedMessages: z.number(),
  lastMessageAt: time.nullable(),
  requestedAt: time,
  requestState,
  /** CH-11: what the operator asks to have mended; null unless the request waits for that. */
  correction: z.string().nullable(),
  /** CH-11: the number is the company's own and waits for it to sign up; null otherwise. */
  yourStep: z.object({ link: z.string().nullable(), expiresAt: time.nullable() }).nullable(),
})

export const ChannelDetail = ChannelRow.extend({
  request: ChannelRequestForm,
  website2: z.string().nullable(),
  photoFileId: id.nullable(),
  /** Raised by each edit (CH-10). */
  version: z.number(),
  profile: z.array(ProfileFieldState),
  /** When the number went live: since then customers see the name (DN-15). */
  activatedAt: time.nullable(),
  timeline: z.array(
    z.object({ id, at: time, kind: z.string(), actorName: z.string(), data: z.record(z.string(), z.unknown()) }),
  ),
})

/** CH-8: what switching off will do, exact at the moment it is asked. */
export const SwitchOffFigures = z.object({
  interactionsWithTicket: z.number().int().min(0),
  sendsWithoutAnswer: z.number().int().min(0),
  ticketsThatClose: z.number().int().min(0),
  waitingMessages: z.number().int().min(0),
  queues: z.array(z.object({ id, name: z.string(), campaignName: z.string() })),
})

/** TK-7: what the messages of the last 24 hours come to; those without ticket and older ones stay in the history. */
export const MissedFigures = z.object({
  messages: z.number(),
  contacts: z.number(),
  newTickets: z.number(),
  /** Open tickets that take some of them. */
  joinedTickets: z.number(),
  /** Tickets that are closed already, because somebody opted out. */
  optOutTickets: z.number(),
})

export const channels = {
  list: route('channels.read', { method: 'GET', path: '/channels', summary: 'Mis canales', tag: 'channels' })
    .input(
      z.object({
        ...paging,
        cursor: id.optional(),
        search,
        kind: listOf(z.enum(['whatsapp'])),
        state: listOf(channelState),
      }),
    )
    .output(
      pageOf(ChannelRow).extend({
        total: z.number(),
        active: z.number(),
        /** "Solicitudes anteriores". */ previous: z.number(),
      }),
    ),
  get: route('channels.read', {
    method: 'GET',
    path: '/channels/{id}',
    summary: 'One channel with its request and timeline',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(ChannelDetail),
  requestDefaults: route('channels.write', {
    method: 'GET',
    path: '/channel-requests/defaults',
    summary: 'What is known already, for the form',
    tag: 'channels',
  }).output(ChannelRequestForm.partial()),
  request: route('channels.write', {
    method: 'POST',
    path: '/channel-requests',
    summary: 'Solicitar WhatsApp Business API',
    tag: 'channels',
  })
    .input(
      ChannelRequestForm.extend({
        /** One wish, however often it is sent, is one request. */ clientKey: id.optional(),
      }),
    )
    .output(z.object({ id })),
  update: route('channels.write', {
    method: 'PUT',
    path: '/channels/{id}',
    summary: 'Change all that was registered, except the business name',
    tag: 'channels',
  })
    .input(
      ChannelData.extend({
        id,
        /** The one that was read: who was slower is told so. */
        version: z.number().int().positive(),
        /** Not to be changed; refused when it differs. */
        businessName: z.string().max(120).optional(),
      }),
    )
    .output(z.object({ version: z.number() })),
  switchOffFigures: route('channels.write', {
    method: 'GET',
    path: '/channels/{id}/switch-off',
    summary: 'What switching off will do',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(SwitchOffFigures),
  switchOff: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/switch-off',
    summary: 'Switch off',
    tag: 'channels',
  })
    .input(z.object({ id, shown: SwitchOffFigures }))
    .output(SwitchOffFigures),
  switchOn: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/switch-on',
    summary: 'Switch on',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(z.object({ restoredQueues: z.number() })),
  remove: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/deletion',
    summary: 'Delete a channel, with its identifier typed and what was shown',
    tag: 'channels',
  })
    .input(z.object({ id, identifier: z.string().max(40), shown: SwitchOffFigures }))
    .output(SwitchOffFigures),
  missed: route('channels.write', {
    method: 'GET',
    path: '/channels/{id}/missed',
    summary: 'What tickets the messages would make that came while it was off',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(MissedFigures),
  collectMissed: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/missed',
    summary: 'Make tickets of what came in the last 24 hours while it was off',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(MissedFigures),
  askLink: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/sign-up-link',
    summary: 'Ask for another sign-up link for a number that the company brings',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(nothing),
}
