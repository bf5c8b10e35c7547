import { RANK } from '../../../rules/message-status.ts'
import type { AtProvider } from '../../features/files/bring-to-provider.ts'
import { ProviderFault } from '../../provider/port.ts'
import type { Outcome, Outgoing, Waiting } from './outbox-store.ts'

/** A fault is told to all that waited for the file, and then it is tried again. */
const FAULT_MS = 900
/** What came there so lately is not forgotten yet: a no is about the file itself. */
const NEW_MS = 60_000
const FRESH_MS = 29 * 86_400_000
const REMEMBERED = 500
/** Gupshup's code for a file that it does not know (any more). */
const UNKNOWN_FILE = '1010'

export interface Carrier {
  /** @throws ProviderFault */
  bring(fileId: string): Promise<AtProvider>
  forget(fileId: string): Promise<void>
  /** These may leave now, as far as their files are concerned. */
  release(messageIds: readonly string[]): void
}

type Ended = (AtProvider & { fault?: never }) | { fault: ProviderFault; at: Date }

/** The files of one channel's messages on their way to the provider: each once, before its message is marked, so that what is
 *  marked leaves at once. A message waits with its contact's next ones behind it, and nobody else does. */
export function openCarriage(carrier: Carrier) {
  const ended = new Map<string, Ended>()
  const coming = new Set<string>()
  /** By message, those that wait: for which file, and whose contact's. */
  const held = new Map<string, { fileId: string; contactId: string }>()

  function stateOf(fileId: string): Ended | undefined {
    const known = ended.get(fileId)
    const age = known ? Date.now() - known.at.getTime() : 0
    if (known && age < (known.fault ? FAULT_MS : FRESH_MS)) return known
    ended.delete(fileId)
    return undefined
  }

  async function bring(fileId: string): Promise<void> {
    coming.add(fileId)
    try {
      ended.set(fileId, await carrier.bring(fileId))
    } catch (error) {
      const fault = error instanceof ProviderFault ? error : new ProviderFault('never_sent', String(error))
      ended.set(fileId, { fault, at: new Date() })
    }
    const oldest = ended.keys().next().value
    if (ended.size > REMEMBERED && oldest !== undefined) ended.delete(oldest)
    coming.delete(fileId)
    const free = [...held].filter(([, each]) => each.fileId === fileId).map(([id]) => id)
    for (const id of free) held.delete(id)
    carrier.release(free)
  }

  return {
    /** Whether it waits: for its file, which is brought if nobody does yet, or behind another that does. */
    holds({ id, contactId, fileId }: Waiting): boolean {
      if (fileId === null && held.size === 0) return false
      const ahead = [...held].find(([other, each]) => each.contactId === contactId && other < id)
      const needed = ahead?.[1].fileId ?? (fileId !== null && stateOf(fileId) === undefined ? fileId : null)
      if (needed === null) return false
      held.set(id, { fileId: needed, contactId })
      if (!coming.has(needed)) void bring(needed)
      return true
    },

    /** How a marked message's file is there; undefined when that is not known any more. */
    stateOf: (m: Outgoing) => (m.file === null ? undefined : stateOf(m.file.id)),

    /** The provider says that it does not know the file: it has forgotten it early, and nothing has been sent. */
    async amend(m: Outgoing, outcome: Outcome): Promise<Outcome> {
      if (m.file === null || outcome.status !== RANK.failed || outcome.code !== UNKNOWN_FILE) return outcome
      const at = ended.get(m.file.id)?.at.getTime() ?? 0
      if (at > Date.now() - NEW_MS) return outcome
      ended.delete(m.file.id)
      // Where that fails the same no comes again, and it is forgotten then.
      await carrier.forget(m.file.id).catch(() => undefined)
      return { ...outcome, status: RANK.waiting }
    },
  }
}

/** What a file's fault means for its message, which has certainly not left. */
export const unsent = (fault: ProviderFault): ProviderFault =>
  fault.verdict === 'uncertain'
    ? new ProviderFault('never_sent', fault.message, fault.code === undefined ? {} : { code: fault.code })
    : fault
