import * as z from 'zod'
import { id, pageOf, paging, route, time } from './route.ts'

/** One call to the provider and its answer, without secrets; long bodies are cut (RE-3). */
export const Exchange = z.object({
  id,
  at: time,
  method: z.string(),
  path: z.string(),
  request: z.string().nullable(),
  status: z.number().nullable(),
  response: z.string().nullable(),
  durationMs: z.number(),
  /** Of a failed call: never_sent, busy, refused, uncertain. */
  verdict: z.string().nullable(),
  error: z.string().nullable(),
})

const byId = { ...paging, cursor: id.optional() }
const tag = 'exchanges'

export const exchanges = {
  ofMessage: route('exchanges.read', {
    method: 'GET',
    path: '/messages/{id}/exchanges',
    summary: 'What was said to the provider about a message',
    tag,
  })
    .input(z.object({ ...byId, id }))
    .output(pageOf(Exchange)),
  ofTemplate: route('exchanges.read', {
    method: 'GET',
    path: '/templates/{id}/exchanges',
    summary: 'What was said to the provider about a template',
    tag,
  })
    .input(z.object({ ...byId, id }))
    .output(pageOf(Exchange)),
  ofChannel: route('exchanges.read', {
    method: 'GET',
    path: '/channels/{id}/exchanges',
    summary: "A channel's exchanges with the provider: of its sends only those that failed",
    tag,
  })
    .input(z.object({ ...byId, id }))
    .output(pageOf(Exchange)),
  ofChannelForOperator: route('operator.console', {
    method: 'GET',
    path: '/operator/channels/{channelId}/exchanges',
    summary: 'Exchanges that concern the number itself, never what people wrote',
    tag: 'operator',
  })
    .input(z.object({ ...byId, channelId: id }))
    .output(pageOf(Exchange)),
  ofPartner: route('operator.console', {
    method: 'GET',
    path: '/operator/exchanges',
    summary: 'Exchanges of the partner account that belong to no company',
    tag: 'operator',
  })
    .input(z.object(byId))
    .output(pageOf(Exchange)),
}
