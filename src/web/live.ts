import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Announcement, LiveTopic } from '../contract/live.ts'
import { orpc } from './api.ts'

type Connection = 'starting' | 'connected' | 'lost'
type Broadcast = { connection: Connection } | { change: Announcement } | 'catch up' | 'who speaks?' | 'session changed'

/** What each announcement makes stale; the screens that show it refetch, the others when they are next opened. */
const stale: Record<LiveTopic, (id: string) => readonly (readonly unknown[])[]> = {
  channels: () => [
    orpc.channels.key(),
    orpc.channelRequests.key(),
    orpc.health.key(),
    orpc.exchanges.key(),
    orpc.reach.key(),
    orpc.workspace.templates.key(),
    // What was open over it may have ended, and nothing can be written over it now, or again.
    orpc.workspace.ticket.key(),
  ],
  requests: () => [orpc.requests.key()],
  templates: () => [orpc.templates.key(), orpc.reach.key(), orpc.workspace.templates.key()],
  campaigns: () => [
    orpc.campaigns.key(),
    orpc.channels.key(),
    orpc.reach.key(),
    orpc.workspace.places.key(),
    orpc.workspace.templates.key(),
  ],
  people: () => [orpc.people.key(), orpc.session.key(), orpc.campaigns.key(), orpc.reach.key()],
  contacts: () => [orpc.contacts.key()],
  tickets: (id) => [
    orpc.workspace.tickets.key(),
    orpc.workspace.counts.key(),
    orpc.workspace.ticket.key({ input: { id } }),
    orpc.channels.switchOffFigures.key(),
  ],
  messages: (id) => [
    orpc.workspace.tickets.key(),
    orpc.workspace.ticketMessages.key({ input: { id } }),
    orpc.workspace.sentMessages.key({ input: { id } }),
    orpc.channels.switchOffFigures.key(),
  ],
  sends: () => [orpc.workspace.sent.key(), orpc.workspace.counts.key(), orpc.channels.switchOffFigures.key()],
  alarms: () => [orpc.alarms.key(), orpc.health.list.key()],
  notifications: () => [orpc.notifications.key()],
}

let connection: Connection = 'starting'
const watchers = new Set<() => void>()
const tabs = new BroadcastChannel('score.live')

/** Whether announcements arrive; `lost` while the stream is down and being retried. */
export function useLive(): Connection {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => connection,
  )
}

/** One stream per browser: the tab that holds the lock owns it, opens it, and passes on what it says. */
export function startLive(queries: QueryClient): void {
  let speaking = false

  const hear = (said: Broadcast) => {
    if (said === 'session changed') location.reload()
    else if (said === 'catch up') void queries.invalidateQueries()
    else if (said === 'who speaks?') {
      if (speaking) tabs.postMessage({ connection } satisfies Broadcast)
    } else if ('change' in said) {
      for (const queryKey of stale[said.change.topic]?.(said.change.id) ?? [])
        void queries.invalidateQueries({ queryKey })
    } else {
      connection = said.connection
      for (const watcher of watchers) watcher()
    }
  }
  const say = (said: Broadcast) => {
    tabs.postMessage(said)
    hear(said)
  }

  tabs.addEventListener('message', (event: MessageEvent<Broadcast>) => hear(event.data))
  tabs.postMessage('who speaks?' satisfies Broadcast)
  void navigator.locks.request('score.live', () => {
    speaking = true
    openStream(say)
    return new Promise<never>(() => {})
  })
}

/** Another company, another person or nobody: every other tab of this browser starts afresh. */
export const sessionChanged = (): void => tabs.postMessage('session changed' satisfies Broadcast)

function openStream(say: (said: Broadcast) => void, wasLost = false, failures = 0): void {
  const stream = new EventSource('/api/live')
  let lost = wasLost
  let failed = failures
  stream.addEventListener('open', () => {
    say({ connection: 'connected' })
    if (lost) say('catch up')
    lost = false
    failed = 0
  })
  stream.addEventListener('change', (event: MessageEvent<string>) => {
    say({ change: JSON.parse(event.data) as Announcement })
  })
  stream.addEventListener('error', () => {
    if (!lost) say({ connection: 'lost' })
    lost = true
    // The browser retries a broken stream by itself, but gives up after a refusal such as 503.
    if (stream.readyState !== EventSource.CLOSED) return
    setTimeout(
      () => openStream(say, true, failed + 1),
      Math.min(30_000, 1000 * 2 ** failed) * (0.5 + Math.random() / 2),
    )
  })
}
