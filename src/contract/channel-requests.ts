import * as z from 'zod'
import { ChannelRequestForm, requestState } from './channels.ts'
import { id, nothing, pageOf, paging, route, time } from './route.ts'

/** A request as its company sees it, also when it came to nothing. */
export const ChannelRequest = z.object({
  id,
  state: requestState,
  request: ChannelRequestForm,
  requestedAt: time,
  decidedAt: time.nullable(),
  /** Why it was declined, or what is to be mended. */
  reason: z.string().nullable(),
})

export const channelRequests = {
  previous: route('channels.read', {
    method: 'GET',
    path: '/channel-requests',
    summary: 'Solicitudes anteriores: declined and withdrawn, newest first',
    tag: 'channels',
  })
    .input(z.object({ ...paging, cursor: id.optional() }))
    .output(pageOf(ChannelRequest)),
  get: route('channels.read', {
    method: 'GET',
    path: '/channel-requests/{id}',
    summary: 'One request, in whatever state',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(ChannelRequest),
  resend: route('channels.write', {
    method: 'PUT',
    path: '/channel-requests/{id}',
    summary: 'Mend a request and send it again, when the operator asked for that',
    tag: 'channels',
  })
    .input(ChannelRequestForm.extend({ id }))
    .output(nothing),
  withdraw: route('channels.write', {
    method: 'DELETE',
    path: '/channel-requests/{id}',
    summary: 'Withdraw a request, until the number is being connected',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(nothing),
}
