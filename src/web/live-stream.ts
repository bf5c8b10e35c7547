import type { Announcement } from '../contract/live.ts'

export type Connection = 'starting' | 'connected' | 'lost'

interface Ear {
  connected(state: Connection): void
  /** Its name, by which it can be told what is shown. */
  named(stream: string): void
  change(change: Announcement): void
  /** Something may have been missed: fetch again all that is shown. */
  catchUp(): void
}

/** The server says something at least every 20 s. */
const SILENT_MS = 45_000
/** After a sleep the page does not wait for that. */
const DOUBTFUL_MS = 25_000
const LOOK_MS = 5000

/** Holds the stream for as long as the page lives: opens it again when it breaks, is refused, or falls silent without breaking
 *  (a laptop that slept, a network that was changed). */
export function openStream(ear: Ear): void {
  let lost = false
  let failures = 0
  let heardAt = Date.now()
  let stream: EventSource | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const heard = () => void (heardAt = Date.now())
  const lose = () => {
    if (!lost) ear.connected('lost')
    lost = true
  }
  const open = () => {
    clearTimeout(retry)
    retry = undefined
    stream?.close()
    heard()
    stream = new EventSource('/api/live')
    stream.addEventListener('open', () => {
      heard()
      failures = 0
      ear.connected('connected')
      // What was read before the stream was open may have changed unheard, at the first time too.
      ear.catchUp()
      lost = false
    })
    stream.addEventListener('hello', (event: MessageEvent<string>) =>
      ear.named((JSON.parse(event.data) as { stream: string }).stream),
    )
    stream.addEventListener('beat', heard)
    stream.addEventListener('change', (event: MessageEvent<string>) => {
      heard()
      ear.change(JSON.parse(event.data) as Announcement)
    })
    // The server itself had lost its ear for a while.
    stream.addEventListener('missed', () => {
      heard()
      ear.catchUp()
    })
    stream.addEventListener('error', (event) => {
      lose()
      // The browser retries a broken stream by itself, but gives up after a refusal such as 503.
      if ((event.target as EventSource).readyState !== EventSource.CLOSED || event.target !== stream) return
      retry = setTimeout(open, Math.min(30_000, 1000 * 2 ** failures++) * (0.5 + Math.random() / 2))
    })
  }
  const look = (patience: number) => {
    if (Date.now() - heardAt < patience) return
    lose()
    open()
  }

  open()
  setInterval(() => look(SILENT_MS), LOOK_MS)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(DOUBTFUL_MS))
  window.addEventListener('offline', lose)
  window.addEventListener('online', () => {
    lose()
    open()
  })
}
