// The port to the bytes of media. On disk today; whatever stands behind it, nothing half-written is ever seen.
import type { Readable } from 'node:stream'

/** There is no room: on the disk, or under the quota. */
export class StorageFull extends Error {
  constructor(cause?: unknown) {
    super('the storage is full', { cause })
    this.name = 'StorageFull'
  }
}

/** More bytes than were allowed. */
export class TooLarge extends Error {
  constructor(limit: number) {
    super(`more than ${limit} bytes`)
    this.name = 'TooLarge'
  }
}

export interface Put {
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

export interface PutBounds {
  /** At most. */
  bytes: number
  /** As many are said to come: where there is no room for them, none is read. */
  expected?: number | undefined
}

/** First and last byte, both included. */
export interface ByteRange {
  from: number
  to: number
}

export interface Storage {
  /** Takes all of `source` in under `key`, or nothing: it is there once this resolves and never in part. Put again, the
   *  key holds the newer bytes. @throws StorageFull, TooLarge, or what `source` fails with; `source` is destroyed. */
  put(key: string, source: Readable, bounds: PutBounds): Promise<Put>
  /** Null when there is nothing under the key. Whoever takes the stream reads it to the end or destroys it. */
  open(key: string, range?: ByteRange): Promise<Readable | null>
  /** What is not there is no fault. */
  remove(key: string): Promise<void>
  /** Bytes that can still be taken in. */
  free(): Promise<number>
  /** Removes what a crash left behind: what was never finished, and what lies here for a day and `kept` does not name. */
  tidy(kept: (keys: string[]) => Promise<ReadonlySet<string>>): Promise<{ removed: number }>
  /** Ends what is being taken in; nothing of it stays. */
  close(): Promise<void>
}

/** Of a company's file: both ids are ours, so that no name from outside becomes a path. */
export const keyOf = (companyId: string, mediaId: string) => `${companyId}/${mediaId.slice(-2)}/${mediaId}`
