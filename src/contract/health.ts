import * as z from 'zod'
import { Alarm } from './alarms.ts'
import { ChannelDetail, channelState, Interruption, requestState } from './channels.ts'
import { id, listOf, nothing, pageOf, paging, route, search, time } from './route.ts'

/** Why a call at the door of a channel was turned away or set aside. */
export const webhookFailure = z.enum([
  'no_secret',
  'wrong_secret',
  'wrong_address',
  'old_key',
  'too_large',
  'not_json',
  'other_app',
])

/** A pair of key and secret under which the provider calls. */
const Hook = z.object({
  madeAt: time,
  /** The provider was seen to have stored the secret header; the door asks for it. */
  carried: z.boolean(),
  /** When the provider confirmed the subscription with this pair. */
  subscribedAt: time.nullable(),
  lastUsedAt: time.nullable(),
})

export const ChannelHealth = z.object({
  hook: Hook.nullable(),
  /** A new pair beside the one in use, until the old one ends. */
  renewal: Hook.extend({ error: z.string().nullable(), endsAtLatest: time.nullable() }).nullable(),
  lastEventAt: time.nullable(),
  /** In the company's time zone. */
  eventsToday: z.number(),
  /** Of the last seven days. */
  failures: z.array(z.object({ reason: webhookFailure, count: z.number(), lastAt: time })),
  setAside: z.number(),
  oldestUnprocessedAt: time.nullable(),
  statusesWaiting: z.number(),
  lastFault: z.object({ at: time, path: z.string(), verdict: z.string(), error: z.string().nullable() }).nullable(),
  alarms: z.array(Alarm),
})

export const ChannelHealthRow = z.object({
  channelId: id,
  companyName: z.string(),
  businessName: z.string(),
  identifier: z.string().nullable(),
  state: channelState,
  interruptions: z.array(Interruption),
  quality: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  lastEventAt: time.nullable(),
  eventsToday: z.number(),
  /** Of the last 24 hours. */
  failures: z.number(),
  setAside: z.number(),
  oldestUnprocessedAt: time.nullable(),
  statusesWaiting: z.number(),
  hookMadeAt: time.nullable(),
  carried: z.boolean(),
  renewing: z.boolean(),
  wallet: z.object({ balance: z.number(), currency: z.string(), at: time }).nullable(),
  openAlarms: z.number(),
})

const SetAside = z.object({ id, receivedAt: time, reason: z.string(), bytes: z.number() })

export const health = {
  ofChannel: route('channels.read', {
    method: 'GET',
    path: '/channels/{id}/health',
    summary: 'How a number does: its key, what came, what failed',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(ChannelHealth),
  renewHook: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/hook/renewal',
    summary: 'Renew the key of the webhook, or try a renewal again',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(nothing),
  setAside: route('channels.read', {
    method: 'GET',
    path: '/channels/{id}/set-aside',
    summary: 'Events that could not be handled',
    tag: 'channels',
  })
    .input(z.object({ ...paging, id }))
    .output(pageOf(SetAside)),
  setAsideBody: route('channels.read', {
    method: 'GET',
    path: '/set-aside/{id}',
    summary: 'One of them as it came',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(SetAside.extend({ raw: z.string() })),
  list: route('operator.console', {
    method: 'GET',
    path: '/operator/health',
    summary: 'How the numbers of all companies do',
    tag: 'operator',
  })
    .input(z.object({ ...paging, search, state: listOf(channelState) }))
    .output(pageOf(ChannelHealthRow).extend({ total: z.number(), interrupted: z.number() })),
  ofChannelForOperator: route('operator.console', {
    method: 'GET',
    path: '/operator/channels/{channelId}/health',
    summary: 'How one number does',
    tag: 'operator',
  })
    .input(z.object({ channelId: id }))
    .output(
      ChannelHealth.extend({
        companyName: z.string(),
        businessName: z.string(),
        identifier: z.string().nullable(),
        state: channelState,
        interruptions: z.array(Interruption),
        quality: z.string().nullable(),
        messagingLimit: z.string().nullable(),
        nameRefusal: z.string().nullable(),
        /** When the provider was last asked how it does, and why it gave no answer. */
        checkedAt: time.nullable(),
        checkError: z.string().nullable(),
        /** Connected with the key of an app that exists (ST-5). */
        byHand: z.boolean(),
        requestState,
        /** Of states and interruptions too, with who or what caused each; never of messages. */
        timeline: ChannelDetail.shape.timeline,
      }),
    ),
  interrupt: route('operator.console', {
    method: 'POST',
    path: '/operator/channels/{channelId}/interruption',
    summary: 'Interrupt a number, with the reason',
    tag: 'operator',
  })
    .input(z.object({ channelId: id, reason: z.string().trim().min(3).max(500) }))
    .output(nothing),
  resume: route('operator.console', {
    method: 'DELETE',
    path: '/operator/channels/{channelId}/interruption',
    summary: 'End what an operator interrupted',
    tag: 'operator',
  })
    .input(z.object({ channelId: id }))
    .output(nothing),
  check: route('operator.console', {
    method: 'POST',
    path: '/operator/channels/{channelId}/check',
    summary: 'Ask the provider now how a number does',
    tag: 'operator',
  })
    .input(z.object({ channelId: id }))
    .output(nothing),
  renewHookAsOperator: route('operator.console', {
    method: 'POST',
    path: '/operator/channels/{channelId}/hook/renewal',
    summary: 'Renew the key of a webhook, or try a renewal again',
    tag: 'operator',
  })
    .input(z.object({ channelId: id }))
    .output(nothing),
}
