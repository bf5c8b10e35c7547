import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { client, orpc } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { useShown } from '../../../live.ts'
import { toastProblem } from '../../../ui/toast.tsx'
import {
  spanOf,
  type ThreadPage,
  type ThreadWindow,
  trimmed,
  windowOf,
  withChanges,
  withNewer,
  withOlder,
} from './thread-window.ts'

export type ThreadOf = 'ticket' | 'send'

const PAGE = 60

const doors = {
  ticket: {
    key: (id: string) => orpc.workspace.ticketMessages.key({ input: { id } }),
    page: client.workspace.ticketMessages,
    changes: client.workspace.ticketChanges,
  },
  send: {
    key: (id: string) => orpc.workspace.sentMessages.key({ input: { id } }),
    page: client.workspace.sentMessages,
    changes: client.workspace.sentChanges,
  },
}

/** Begins like the key of its route: whatever announces its messages makes it stale. */
const keyOf = (of: ThreadOf, id: string) => [...doors[of].key(id), 'window'] as const

export interface ThreadView {
  window: ThreadWindow | undefined
  /** What is here is no older than this opening. */
  settled: boolean
  error: unknown
  retry: () => void
  /** While a side is being read; both are harmless to call at any time. */
  loading: 'older' | 'newer' | undefined
  loadOlder: () => void
  loadNewer: () => void
  /** Reads around a message that may be far away. Resolves when it is here. */
  goTo: (messageId: string) => Promise<boolean>
  goToNewest: () => Promise<void>
  /** What the reader has left behind need not be kept. */
  trim: () => void
}

/**
 * A bounded part of a conversation, and only what changed of it whenever an announcement makes it stale (WS-7). What is read at
 * its sides is added to it; the version stays the oldest of all that is in it, so that no change falls between two answers.
 */
export function useThread(of: ThreadOf, id: string): ThreadView {
  const key = useMemo(() => keyOf(of, id), [of, id])
  useShown(id)
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => read(of, id, signal), staleTime: 0 })
  const [loading, setLoading] = useState<'older' | 'newer'>()
  const busy = useRef(false)

  // Who comes back later wants to see the newest.
  useEffect(
    () => () => {
      if (queries.getQueryData<ThreadWindow>(key)?.newer) queries.removeQueries({ queryKey: key, exact: true })
    },
    [key],
  )

  const put = useCallback(
    (change: (w: ThreadWindow) => ThreadWindow) => queries.setQueryData<ThreadWindow>(key, (w) => (w ? change(w) : w)),
    [key],
  )
  const reach = useCallback(
    async (side: 'older' | 'newer') => {
      const w = queries.getQueryData<ThreadWindow>(key)
      const edge = side === 'older' ? w?.messages[0] : w?.messages.at(-1)
      if (busy.current || !w?.[side] || !edge) return
      busy.current = true
      setLoading(side)
      try {
        const page = await ask(of, id, side === 'older' ? { before: edge.id } : { after: edge.id })
        put((now) => (side === 'older' ? withOlder(now, page) : withNewer(now, page)))
      } catch (error) {
        toastProblem(error)
      } finally {
        busy.current = false
        setLoading(undefined)
      }
    },
    [of, id, key, put],
  )
  return {
    window: query.data,
    settled: !query.isFetching,
    error: query.error,
    retry: () => void query.refetch(),
    loading,
    loadOlder: useCallback(() => void reach('older'), [reach]),
    loadNewer: useCallback(() => void reach('newer'), [reach]),
    goTo: useCallback(
      async (messageId: string) => {
        if (queries.getQueryData<ThreadWindow>(key)?.messages.some((m) => m.id === messageId)) return true
        try {
          const page = await ask(of, id, { around: messageId })
          queries.setQueryData<ThreadWindow>(key, windowOf(page))
          return true
        } catch (error) {
          toastProblem(error)
          return false
        }
      },
      [of, id, key],
    ),
    goToNewest: useCallback(async () => {
      if (!queries.getQueryData<ThreadWindow>(key)?.newer) return
      await ask(of, id, {}).then((page) => queries.setQueryData<ThreadWindow>(key, windowOf(page)), toastProblem)
    }, [of, id, key]),
    trim: useCallback(() => {
      const w = queries.getQueryData<ThreadWindow>(key)
      if (w && trimmed(w) !== w) put(trimmed)
    }, [key, put]),
  }
}

type Side = { before: string } | { after: string } | { around: string } | object

const ask = (of: ThreadOf, id: string, side: Side, signal?: AbortSignal): Promise<ThreadPage> =>
  doors[of].page({ id, limit: PAGE, ...side }, signal ? { signal } : {})

async function read(of: ThreadOf, id: string, signal: AbortSignal): Promise<ThreadWindow> {
  const key = keyOf(of, id)
  const had = queries.getQueryData<ThreadWindow>(key)
  if (!had) return windowOf(await ask(of, id, {}, signal))
  const span = spanOf(had)
  const told = await doors[of].changes({ id, version: had.version, ...span }, { signal })
  if (told.reset) return windowOf(await ask(of, id, {}, signal))
  const now = queries.getQueryData<ThreadWindow>(key) ?? had
  const { from, to } = spanOf(now)
  const same = from === span.from && to === span.to
  return withChanges(now, told.items, same ? told.version : now.version)
}
