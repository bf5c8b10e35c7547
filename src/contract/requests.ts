import * as z from 'zod'
import { NUMBER_WAYS } from '../rules/request-state.ts'
import { ChannelDetail, ChannelRequestForm, requestState } from './channels.ts'
import { id, nothing, pageOf, paging, route, search, time } from './route.ts'

export const numberWay = z.enum(NUMBER_WAYS)

export const RequestRow = z.object({
  channelId: id,
  companyId: id,
  companyName: z.string(),
  businessName: z.string(),
  state: requestState,
  /** How the number comes; null until it is approved. */
  way: numberWay.nullable(),
  requestedAt: time,
  /** When the company sent it again, corrected. */
  resentAt: time.nullable(),
  overdue: z.boolean(),
  takenBy: z.string().nullable(),
  takenByMe: z.boolean(),
  /** The road has met an error that waits for somebody. */
  stuck: z.boolean(),
})

/** Where the road to a number stands; all empty before it began. */
export const ConnectionSteps = z.object({
  appId: z.string().nullable(),
  appName: z.string().nullable(),
  subscribed: z.boolean(),
  contactSet: z.boolean(),
  signUpLink: z.string().nullable(),
  signUpLinkExpiresAt: time.nullable(),
  /** How many more the provider gives. */
  linksLeft: z.number(),
  wabaId: z.string().nullable(),
  liveAt: time.nullable(),
  identifier: z.string().nullable(),
  error: z.string().nullable(),
  errorAt: time.nullable(),
  /** What was typed of an app that exists, until a job has tried it; never its key (CH-14). */
  byHand: z
    .object({
      identifier: z.string(),
      appId: z.string(),
      appName: z.string(),
      givenAt: time,
      triedAt: time.nullable(),
      error: z.string().nullable(),
    })
    .nullable(),
})

export const RequestDetail = RequestRow.extend({
  request: ChannelRequestForm,
  /** What was asked to be mended, the last time. */
  correction: z.string().nullable(),
  declineReason: z.string().nullable(),
  companyNote: z.string().nullable(),
  steps: ConnectionSteps,
  timeline: ChannelDetail.shape.timeline,
})

const words = (max: number) => z.string().trim().min(3).max(max)
export const Correction = z.object({ text: words(2000) })
export const Decline = z.object({ reason: words(2000) })

/** Number and credentials of an app that exists; the number in any form that names its country. */
export const ByHand = z.object({
  number: z.string().trim().min(1).max(30),
  appId: z.string().trim().min(1).max(100),
  appName: z.string().trim().min(1).max(150),
  apiKey: z.string().trim().min(8).max(500),
})

const ofRequest = { channelId: id }
const act = (name: string, summary: string) =>
  route('operator.console', {
    method: 'POST',
    path: `/operator/requests/{channelId}/${name}`,
    summary,
    tag: 'operator',
  })

export const requests = {
  list: route('operator.console', {
    method: 'GET',
    path: '/operator/requests',
    summary: 'Requests of all companies, oldest first',
    tag: 'operator',
  })
    .input(
      z.object({
        ...paging,
        search,
        state: z.enum(['open', 'mine', 'overdue', 'closed', 'all']).default('open'),
        companyId: id.optional(),
      }),
    )
    .output(pageOf(RequestRow).extend({ open: z.number(), overdue: z.number() })),
  get: route('operator.console', {
    method: 'GET',
    path: '/operator/requests/{channelId}',
    summary: 'One request and its road to a number',
    tag: 'operator',
  })
    .input(z.object(ofRequest))
    .output(RequestDetail),
  take: act('take', 'Take a request; `over`: from another operator')
    .input(z.object({ ...ofRequest, over: z.boolean().default(false) }))
    .output(nothing),
  askCorrection: act('correction', 'Ask the company to mend it').input(Correction.extend(ofRequest)).output(nothing),
  decline: act('decline', 'Decline with a reason').input(Decline.extend(ofRequest)).output(nothing),
  approve: act('approve', 'Approve, and start the road to a number')
    .input(z.object({ ...ofRequest, way: z.enum(['provider', 'company']).default('provider') }))
    .output(nothing),
  connectByHand: act('by-hand', 'Approve with a number and the credentials of an app that exists, or try others')
    .input(ByHand.extend(ofRequest))
    .output(nothing),
  resume: act('resume', 'Try the next step again, or ask for another link')
    .input(z.object({ ...ofRequest, newLink: z.boolean().default(false) }))
    .output(nothing),
}
