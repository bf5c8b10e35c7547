import { useSyncExternalStore } from 'react'
import { useDates } from '../../ui/dates.ts'
import { elapsed } from './elapsed.ts'

const watchers = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

/** One clock for all timers of the page: they jump together. */
function watch(watcher: () => void): () => void {
  watchers.add(watcher)
  ticking ??= setInterval(() => {
    for (const each of watchers) each()
  }, 1000)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** Time that runs since then. Not read out by itself: it would never stop. */
export function Timer({ since }: { since: string }) {
  const now = useSyncExternalStore(watch, () => Math.floor(Date.now() / 1000))
  const dates = useDates()
  return (
    <time dateTime={since} title={dates.full(since)} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {elapsed(now * 1000 - Date.parse(since))}
    </time>
  )
}
