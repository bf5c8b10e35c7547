import type { MessageEvent, StatusEvent } from '../../provider/events.ts'
import type { Incoming } from './intake.ts'

export type Of<E> = Omit<Incoming, 'event'> & { event: E }
export type IncomingMessage = Of<MessageEvent>
export type IncomingStatus = Of<StatusEvent>

/** The events of one kind, in the order they came. */
export function ofKind<K extends Incoming['event']['kind']>(batch: readonly Incoming[], kind: K) {
  return batch.filter((e) => e.event.kind === kind) as Of<Extract<Incoming['event'], { kind: K }>>[]
}
