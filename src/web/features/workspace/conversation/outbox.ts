import { useSyncExternalStore } from 'react'
import { client, orpc, problemOf } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { keep, readKept, watchKept, whenKept } from '../../../kept.ts'
import { deliver } from '../deliver.ts'
import type { NoteDraft } from './draft.ts'
import type { SentFile } from './write/compose.ts'

/** The message that another one answers. */
export interface Quoted {
  id: string
  /** Whose it is. */
  name: string
  text: string
}

/** What somebody wrote: to the contact, or (a note) to colleagues. */
export interface Content {
  text: string
  file?: SentFile
  quoted?: Quoted
  /** A note, and whom it names. */
  mentions?: NoteDraft['mentions']
}

/** A message on its way to the server. It keeps its key until it is confirmed, so that trying again never sends twice. */
export interface Pending extends Content {
  clientKey: string
  at: string
  /** The server has it; gone as soon as it stands in the conversation. */
  messageId?: string
  /** Why it did not get there; it waits for the person. */
  problem?: string
  /** The server said no: it was certainly not sent. Otherwise nobody knows. */
  refused?: boolean
}

type Outbox = Readonly<Record<string, readonly Pending[]>>

const place = 'outbox'
const unanswered = new Set(['unreachable', 'unexpected', 'internal'])
const none: readonly Pending[] = []
const empty: Outbox = {}
const lines = new Map<string, Promise<void>>()
const waits = (ticketId: string): readonly Pending[] => readKept(place, empty)[ticketId] ?? none

whenKept(() => {
  for (const [ticketId, waiting] of Object.entries(readKept(place, empty)))
    for (const item of waiting) if (!item.messageId && !item.problem) enqueue(ticketId, item)
})

export const usePending = (ticketId: string): readonly Pending[] => useSyncExternalStore(watch, () => waits(ticketId))

/** What of it did not get to the server, and waits for somebody to look. */
export function useTrouble(ticketId: string): 'failed' | 'uncertain' | undefined {
  const stuck = usePending(ticketId).findLast(({ problem }) => problem !== undefined)
  return stuck && (stuck.refused ? 'failed' : 'uncertain')
}

const watch = (tell: () => void) => watchKept(place, tell)

export const sendNote = (ticketId: string, text: string, mentions: NoteDraft['mentions']): void =>
  sendReply(ticketId, { text, mentions })

export function sendReply(ticketId: string, content: Content): void {
  const item = { ...content, clientKey: crypto.randomUUID(), at: new Date().toISOString() }
  put(ticketId, [...waits(ticketId), item])
  enqueue(ticketId, item)
}

export function retryReply(ticketId: string, { problem: _problem, refused: _refused, ...item }: Pending): void {
  replace(ticketId, item)
  enqueue(ticketId, item)
}

export const dropReply = (ticketId: string, { clientKey }: Pending): void =>
  put(
    ticketId,
    waits(ticketId).filter((other) => other.clientKey !== clientKey),
  )

/** One after the other within a ticket, so that they arrive as they were written. */
function enqueue(ticketId: string, item: Pending): void {
  lines.set(
    ticketId,
    (lines.get(ticketId) ?? Promise.resolve()).then(() => post(ticketId, item)),
  )
}

async function post(ticketId: string, item: Pending): Promise<void> {
  const { clientKey, text, file, quoted, mentions } = item
  const brought = { ...(file && { fileId: file.id, fileName: file.name }), ...(quoted && { quotedId: quoted.id }) }
  const base = { id: ticketId, clientKey, text }
  try {
    const { messageId } = await deliver((options) =>
      mentions
        ? client.workspace.note({ ...base, mentions: mentions.map(({ id }) => id) }, options)
        : client.workspace.reply({ ...base, ...brought }, options),
    )
    replace(ticketId, { ...item, messageId })
    void queries.invalidateQueries({ queryKey: orpc.workspace.ticketMessages.key({ input: { id: ticketId } }) })
  } catch (error) {
    const { code, title, errors } = problemOf(error)
    replace(ticketId, { ...item, problem: errors[0]?.message || title, refused: !unanswered.has(code) })
  }
}

function replace(ticketId: string, item: Pending): void {
  put(
    ticketId,
    waits(ticketId).map((other) => (other.clientKey === item.clientKey ? item : other)),
  )
}

function put(ticketId: string, items: readonly Pending[]): void {
  const { [ticketId]: _, ...others } = readKept(place, empty)
  keep(place, items.length > 0 ? { ...others, [ticketId]: items } : others, empty)
}
