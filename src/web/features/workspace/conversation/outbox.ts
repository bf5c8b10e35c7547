import { useSyncExternalStore } from 'react'
import { client, orpc, problemOf } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { deliver } from '../deliver.ts'

/** A reply on its way to the server. It keeps its key until it is confirmed, so that trying again never sends twice. */
export interface Pending {
  clientKey: string
  text: string
  at: string
  /** The server has it; gone as soon as it stands in the conversation. */
  messageId?: string
  /** Why it did not get there; it waits for the person. */
  problem?: string
  /** The server said no: it was certainly not sent. Otherwise nobody knows. */
  refused?: boolean
}

type Outbox = Readonly<Record<string, readonly Pending[]>>

const place = 'score.outbox'
const unanswered = new Set(['unreachable', 'unexpected', 'internal'])
const none: readonly Pending[] = []
const watchers = new Set<() => void>()
const lines = new Map<string, Promise<void>>()
let outbox: Outbox = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Outbox

for (const [ticketId, waiting] of Object.entries(outbox)) {
  for (const item of waiting) if (!item.messageId && !item.problem) enqueue(ticketId, item)
}

export const usePending = (ticketId: string): readonly Pending[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => outbox[ticketId] ?? none,
  )

export function sendReply(ticketId: string, text: string): void {
  const item = { clientKey: crypto.randomUUID(), text, at: new Date().toISOString() }
  put(ticketId, [...(outbox[ticketId] ?? none), item])
  enqueue(ticketId, item)
}

export function retryReply(ticketId: string, { clientKey, text, at }: Pending): void {
  const item = { clientKey, text, at }
  replace(ticketId, item)
  enqueue(ticketId, item)
}

export const dropReply = (ticketId: string, { clientKey }: Pending): void =>
  put(
    ticketId,
    (outbox[ticketId] ?? none).filter((other) => other.clientKey !== clientKey),
  )

/** One after the other within a ticket, so that they arrive as they were written. */
function enqueue(ticketId: string, item: Pending): void {
  lines.set(
    ticketId,
    (lines.get(ticketId) ?? Promise.resolve()).then(() => post(ticketId, item)),
  )
}

async function post(ticketId: string, item: Pending): Promise<void> {
  const { clientKey, text } = item
  try {
    const { messageId } = await deliver((options) => client.workspace.reply({ id: ticketId, clientKey, text }, options))
    replace(ticketId, { ...item, messageId })
    void queries.invalidateQueries({ queryKey: orpc.workspace.ticketMessages.key({ input: { id: ticketId } }) })
  } catch (error) {
    const { code, title } = problemOf(error)
    replace(ticketId, { ...item, problem: title, refused: !unanswered.has(code) })
  }
}

function replace(ticketId: string, item: Pending): void {
  put(
    ticketId,
    (outbox[ticketId] ?? none).map((other) => (other.clientKey === item.clientKey ? item : other)),
  )
}

function put(ticketId: string, items: readonly Pending[]): void {
  const { [ticketId]: _, ...others } = outbox
  outbox = items.length ? { ...others, [ticketId]: items } : others
  sessionStorage.setItem(place, JSON.stringify(outbox))
  for (const watcher of watchers) watcher()
}
