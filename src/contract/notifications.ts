import * as z from 'zod'
import { notificationKinds } from '../rules/notification-kinds.ts'
import { id, nothing, route, time } from './route.ts'

const kind = z.enum(notificationKinds)

export const Notification = z.object({
  id,
  kind,
  data: z.record(z.string(), z.unknown()),
  createdAt: time,
  read: z.boolean(),
})

/** How a person is told of one kind of news; `mailed`: whether there is a mail of it at all. */
const Preference = z.object({ kind, bell: z.boolean(), mail: z.boolean(), mailed: z.boolean() })

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
  preferences: route('signed-in', {
    method: 'GET',
    path: '/notifications/preferences',
    summary: 'What I am told of, and how; whether mails are sent at all',
    tag: 'session',
  }).output(z.object({ items: z.array(Preference), mailIsSet: z.boolean() })),
  setPreference: route('signed-in', {
    method: 'PUT',
    path: '/notifications/preferences',
    summary: 'Be told of one kind of news in another way',
    tag: 'session',
  })
    .input(z.object({ kind, bell: z.boolean(), mail: z.boolean() }))
    .output(nothing),
}
