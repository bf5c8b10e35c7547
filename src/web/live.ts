import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { type Announcement, type LiveTopic, SHOWN_AT_MOST } from '../contract/live.ts'
import { client } from './api.ts'
import { type Connection, openStream } from './live-stream.ts'
import { heldUnder, holdShared } from './shared-lock.ts'
import { slow, stale, staleWhenBack } from './stale.ts'

type Broadcast =
  | { connection: Connection }
  | { change: Announcement }
  | 'catch up'
  | 'who speaks?'
  | 'shown changed'
  | 'session changed'

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

/** What of a topic has changed; `null` is anything: some announcements may have been missed. */
type Hearer = (ids: ReadonlySet<string> | null) => void
const hearers: { topic: LiveTopic; hear: (ids: ReadonlySet<string> | null) => void }[] = []

/** For lists that ask for what has changed rather than for everything. */
export function useAnnouncements(topic: LiveTopic, hear: Hearer): void {
  const latest = useRef(hear)
  useEffect(() => {
    latest.current = hear
  })
  useEffect(() => {
    const hearer = { topic, hear: (ids: ReadonlySet<string> | null) => latest.current(ids) }
    hearers.push(hearer)
    return () => void hearers.splice(hearers.indexOf(hearer), 1)
  }, [topic])
}

const SHOWN = 'score.shown.'
let shownChanged: () => void = () => undefined

/** While a screen shows a conversation, what is announced of its messages reaches this browser. */
export function useShown(conversation: string): void {
  useEffect(() => holdShared(SHOWN + conversation, () => shownChanged()), [conversation])
}

let speak: () => void
/** Comes when this tab is the one that hears the stream, and stays it; so that of many tabs one acts. */
export const speaks = new Promise<void>((resolve) => {
  speak = resolve
})

/** One stream per browser: the tab that holds the lock owns it, opens it, and passes on what it says. */
export function startLive(queries: QueryClient): void {
  let speaking = false
  const late = new Set<Query>()
  let tellShown: (() => void) | undefined
  const refetch = (filters: QueryFilters = {}) => {
    // A first answer that is on its way may be older than the change, and is not asked for anew.
    const first = queries.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' })
    void queries.invalidateQueries(filters)
    for (const query of first) {
      if (query.state.data !== undefined || late.has(query)) continue
      late.add(query)
      const again = () => {
        late.delete(query)
        void queries.invalidateQueries({ queryKey: query.queryKey, exact: true })
      }
      void query.fetch().then(again, again)
    }
  }
  const changed = gather((changes) => {
    for (const [topic, ids] of changes) {
      for (const { topic: wanted, hear } of hearers) if (wanted === topic) hear(ids)
      for (const id of ids) for (const queryKey of stale[topic](id)) refetch({ queryKey })
      for (const queryKey of staleWhenBack[topic] ?? [])
        void queries.invalidateQueries({ queryKey, type: 'inactive', refetchType: 'none' })
      for (const queryKey of slow[topic] ?? []) seldom(queryKey, () => refetch({ queryKey }))
    }
  })

  const hear = (said: Broadcast) => {
    if (said === 'session changed') location.reload()
    else if (said === 'shown changed') tellShown?.()
    else if (said === 'catch up') {
      refetch()
      for (const hearer of hearers) hearer.hear(null)
    } else if (said === 'who speaks?') {
      if (speaking) tabs.postMessage({ connection } satisfies Broadcast)
    } else if ('change' in said) changed(said.change)
    else {
      connection = said.connection
      for (const watcher of watchers) watcher()
    }
  }
  const say = (said: Broadcast) => {
    tabs.postMessage(said)
    hear(said)
  }
  shownChanged = () => say('shown changed')

  tabs.addEventListener('message', (event: MessageEvent<Broadcast>) => hear(event.data))
  tabs.postMessage('who speaks?' satisfies Broadcast)
  // A page that was frozen, or kept for the way back, has heard nothing meanwhile.
  document.addEventListener('resume', () => hear('catch up'))
  window.addEventListener('pageshow', (event) => event.persisted && hear('catch up'))
  void navigator.locks.request('score.live', () => {
    speaking = true
    speak()
    const shown = openShown((id) => say({ change: { topic: 'messages', id } }))
    tellShown = shown.tell
    openStream({
      connected: (state) => say({ connection: state }),
      named: (stream) => shown.over(stream),
      change: (change) => say({ change }),
      catchUp: () => say('catch up'),
    })
    return new Promise<never>(() => {})
  })
}

const SOON_MS = 2000

/** Says over which stream which conversations are shown. Between its being read and that, one may have changed unheard: it is
 *  given to `missed`. */
function openShown(missed: (conversation: string) => void) {
  let stream: string | undefined
  let told: ReadonlySet<string> | undefined
  let busy = false
  let again = false
  const tell = async () => {
    again = busy
    if (busy || stream === undefined) return
    busy = true
    const over = stream
    try {
      const now = await heldUnder(SHOWN)
      const added = [...now].filter((id) => told?.has(id) !== true)
      if (told === undefined || added.length > 0 || now.size < told.size) {
        await client.live.show({ stream: over, conversations: [...now].slice(0, SHOWN_AT_MOST) })
        for (const id of told === undefined ? [] : added) missed(id)
        if (stream === over) told = now
      }
    } catch {
      // What it was told before is not enough.
      setTimeout(() => void tell(), SOON_MS)
    }
    busy = false
    if (again) await tell()
  }
  return {
    tell: () => void tell(),
    /** A new stream tells of all of them until it is told. */
    over(name: string) {
      stream = name
      told = undefined
      void tell()
    },
  }
}

/** Another company, another person or nobody: every other tab of this browser starts afresh. */
export const sessionChanged = (): void => tabs.postMessage('session changed' satisfies Broadcast)

/** What is said in one breath is heard in one piece. */
function gather(act: (changes: ReadonlyMap<LiveTopic, ReadonlySet<string>>) => void) {
  let gathered = new Map<LiveTopic, Set<string>>()
  return ({ topic, id }: Announcement) => {
    // A server that is newer than this page.
    if (!Object.hasOwn(stale, topic)) return
    if (gathered.size === 0) {
      setTimeout(() => {
        const changes = gathered
        gathered = new Map()
        act(changes)
      })
    }
    const ids = gathered.get(topic) ?? new Set()
    gathered.set(topic, ids.add(id))
  }
}

const SELDOM_MS = 2000
const resting = new Map<string, { again: boolean }>()

/** At once, and then at most every two seconds: for figures nobody reads faster than that. */
function seldom(queryKey: readonly unknown[], refetch: () => void): void {
  const name = JSON.stringify(queryKey)
  const rest = resting.get(name)
  if (rest) {
    rest.again = true
    return
  }
  refetch()
  const now = { again: false }
  resting.set(name, now)
  setTimeout(() => {
    resting.delete(name)
    if (now.again) seldom(queryKey, refetch)
  }, SELDOM_MS)
}
