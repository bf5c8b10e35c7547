import * as z from 'zod'
import { id, nothing, pageOf, paging, route, time } from './route.ts'

const StoredEvent = z.object({
  /** Names it within its channel, together with `receivedAt`. */
  seq: z.number(),
  receivedAt: time,
  /** As the provider sent it, or the one event out of a body that held several. */
  raw: z.string(),
})

export const events = {
  list: route('channels.read', {
    method: 'GET',
    path: '/channels/{id}/events',
    summary: 'Webhook events as they came, newest first',
    tag: 'channels',
  })
    .input(z.object({ ...paging, id }))
    .output(pageOf(StoredEvent)),
  replay: route('channels.write', {
    method: 'POST',
    path: '/channels/{id}/events/replay',
    summary: 'Handle the events of a span of time again, or the one named by `seq`',
    tag: 'channels',
  })
    .input(z.object({ id, from: time, to: time, seq: z.number().int().nonnegative().optional() }))
    .output(
      z.object({
        /** Events that will be handled again, soon. */
        events: z.number(),
      }),
    ),
  replaySetAside: route('channels.write', {
    method: 'POST',
    path: '/set-aside/{id}/replay',
    summary: 'Handle an event again that was set aside',
    tag: 'channels',
  })
    .input(z.object({ id }))
    .output(nothing),
}
