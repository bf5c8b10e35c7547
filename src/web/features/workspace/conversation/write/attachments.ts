import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { chatTypeOf } from '../../../../../rules/media/chat-type.ts'
import { judgeMedia } from '../../../../../rules/media/judge-media.ts'
import { CHAT_LIMITS, type ChatType } from '../../../../../rules/media/limits.ts'
import { keep, readKept, whenKept } from '../../../../kept.ts'
import { dropFile, keepFile, keptFiles } from '../../../../kept-files.ts'
import { currentLanguage } from '../../../../i18n/language.ts'
import { uploadFile, type UploadedFile, UploadRefused } from '../../../../ui/upload-file.ts'

/** A file that is about to be sent; it outlives a reload. */
export interface Attachment {
  key: string
  name: string
  bytes: number
  type: ChatType
  /** On the server. */
  file?: Pick<UploadedFile, 'id' | 'findings'>
  /** How much of it has arrived, from 0 to 1. */
  part?: number
  /** Why it was not taken; it can be tried again where the way to the server was the cause. */
  reasons?: string[]
  canRetry?: boolean
}

const place = 'attachments'
const MOST = 10
/** What tells the kind of any file; of MP4 its index may stand at the end, so those are read whole. */
const HEAD = 1_048_576
const none: readonly Attachment[] = []
const watchers = new Set<() => void>()
const leaving = new Map<string, { controller: AbortController; file: File }>()
type All = Readonly<Record<string, readonly Attachment[]>>
const empty: All = {}
let all: All = empty

whenKept(() => {
  all = readKept(place, empty)
  for (const watcher of watchers) watcher()
  // What had not arrived when the page was left goes on.
  void keptFiles().then((files) => {
    for (const { key, place: ticketId, file } of files) {
      const known = list(ticketId).find((each) => each.key === key)
      // It had arrived, and the page was left before that was noted.
      if (known?.file) void dropFile(key)
      else if (!known) begin(ticketId, key, file)
    }
  })
})

export const useAttachments = (ticketId: string): readonly Attachment[] =>
  useSyncExternalStore(watch, () => list(ticketId))

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}
const list = (ticketId: string) => all[ticketId] ?? none

/** Takes files in, each judged before it leaves (WS-5); ten wait at most. Answers how many there was no room for. */
export function attach(ticketId: string, files: readonly File[]): number {
  const room = Math.max(0, MOST - list(ticketId).length)
  for (const file of files.slice(0, room)) {
    const key = crypto.randomUUID()
    void keepFile(key, ticketId, file)
    begin(ticketId, key, file)
  }
  return Math.max(0, files.length - room)
}

function begin(ticketId: string, key: string, file: File): void {
  put(ticketId, [...list(ticketId), { key, name: file.name, bytes: file.size, type: 'DOCUMENT', part: 0 }])
  void upload(ticketId, key, file)
}

export function detach(ticketId: string, key: string): void {
  leaving.get(key)?.controller.abort()
  leaving.delete(key)
  void dropFile(key)
  put(
    ticketId,
    list(ticketId).filter((each) => each.key !== key),
  )
}

/** Those that are sent now stand in the conversation. */
export const clearAttachments = (ticketId: string): void => put(ticketId, [])

/** Back from what the server refused to send. */
export const reattach = (ticketId: string, attachment: Attachment): void =>
  put(ticketId, [...list(ticketId), attachment])

export function retryUpload(ticketId: string, key: string): void {
  const file = leaving.get(key)?.file
  if (file) void upload(ticketId, key, file)
}

async function upload(ticketId: string, key: string, file: File): Promise<void> {
  const controller = new AbortController()
  leaving.set(key, { controller, file })
  const change = (more: Partial<Attachment>) =>
    put(
      ticketId,
      list(ticketId).map((each) =>
        each.key === key ? { key, name: each.name, bytes: each.bytes, type: each.type, ...more } : each,
      ),
    )
  change({ part: 0 })
  try {
    const { type, faults } = await judged(file)
    if (faults.length > 0) {
      void dropFile(key)
      return change({ type, reasons: faults })
    }
    const signal = controller.signal
    const uploaded = await uploadFile(file, type, { use: 'chat', signal, onProgress: (part) => change({ type, part }) })
    leaving.delete(key)
    void dropFile(key)
    change({ type, name: uploaded.fileName, file: { id: uploaded.id, findings: uploaded.findings } })
  } catch (fault) {
    if (controller.signal.aborted) return
    const reasons = fault instanceof UploadRefused ? fault.reasons : [i18next.t('ui:problem.unexpected')]
    change({ reasons, canRetry: true })
  }
}

async function judged(file: File): Promise<{ type: ChatType; faults: string[] }> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  const isFilm = String.fromCharCode(...head.subarray(4, 8)) === 'ftyp'
  const seen = isFilm ? new Uint8Array(await file.slice(0, CHAT_LIMITS.VIDEO.bytes + 1).arrayBuffer()) : head
  const type = chatTypeOf(seen, file.type)
  const bytes = isFilm ? seen : new Uint8Array(await file.slice(0, CHAT_LIMITS[type].bytes + 1).arrayBuffer())
  const given = { fileName: file.name, declaredType: file.type, size: file.size }
  const { findings } = judgeMedia(bytes, given, type, currentLanguage(), 'chat')
  return { type, faults: findings.filter(({ blocks }) => blocks).map(({ message }) => message) }
}

function put(ticketId: string, items: readonly Attachment[]): void {
  const { [ticketId]: _, ...others } = all
  all = items.length > 0 ? { ...others, [ticketId]: items } : others
  const lasting = Object.entries(all).map(([id, each]) => [id, each.filter(({ file }) => file)] as const)
  keep<All>(place, Object.fromEntries(lasting.filter(([, each]) => each.length > 0)), empty)
  for (const watcher of watchers) watcher()
}
