import * as z from 'zod'
import { id, nothing, route } from './route.ts'

/** What /api/live says: that something changed, never what. The web refetches.
 *  `topic` is a noun of the contract; `id` the thing, its ticket or interaction for messages, its channel for many
 *  templates at once. */
export interface Announcement {
  topic: LiveTopic
  id: string
}

export const liveTopics = [
  'channels',
  /** A number's last message: comes with each, and changes nothing but that. */
  'traffic',
  'templates',
  'campaigns',
  'people',
  'contacts',
  'tickets',
  'messages',
  'sends',
  /** Who looks at a ticket or writes in it. */
  'presence',
  'notifications',
  'requests',
  'alarms',
  /** To the company: what somebody is doing, or whether they are there, changed. */
  'agents',
  /** To a person: their own. */
  'state',
  /** To a person: the distribution gave them this ticket. */
  'given',
] as const
export type LiveTopic = (typeof liveTopics)[number]

/** More conversations than these nobody has open; so many fit into one notification of PostgreSQL. */
export const SHOWN_AT_MOST = 200

export const live = {
  show: route('workspace.read', {
    method: 'PUT',
    path: '/live/shown',
    summary:
      'Which conversations a live stream is to tell the messages of; `hello` names the stream, and until then it tells of all',
    tag: 'workspace',
  })
    .input(z.object({ stream: id, conversations: z.array(id).max(SHOWN_AT_MOST) }))
    .output(nothing),
}
