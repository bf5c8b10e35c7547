import * as z from 'zod'
import { id, nothing, route, time } from './route.ts'

export const Notification = z.object({
  id,
  kind: z.enum([
    'alarm_opened',
    'request_received',
    'channel_active',
    'channel_stuck',
    'template_decided',
    'template_changed',
    'messages_cancelled',
  ]),
  data: z.record(z.string(), z.unknown()),
  createdAt: time,
  read: z.boolean(),
})

export const notifications = {
  list: route('signed-in', { method: 'GET', path: '/notifications', summary: 'My bell', tag: 'session' }).output(
    z.object({ items: z.array(Notification), unread: z.number() }),
  ),
  markRead: route('signed-in', {
    method: 'POST',
    path: '/notifications/read',
    summary: 'All seen',
    tag: 'session',
  }).output(nothing),
}
