import { closeSync, openSync, writeSync } from 'node:fs'

/** A customer's message that the door answered with 200. */
export interface TakenMessage {
  kind: 'message'
  channelId: string
  phone: string
  /** Counted per customer. */
  n: number
  id: string
  /** Milliseconds since 1970: first tried, answered 200. */
  at: number
  answeredAt: number
}

export interface TakenStatus {
  kind: 'status'
  channelId: string
  messageId: string
  rank: number
  at: number
  answeredAt: number
}

/** An agent's send that the API answered with 200. */
export interface TakenSend {
  kind: 'send'
  companyId: string
  clientKey: string
  messageId: string
  at: number
  answeredAt: number
}

export type Taken = TakenMessage | TakenStatus | TakenSend

/** What the system has taken upon itself, written down as lines of JSON in the moment it said so. */
export interface Diary {
  readonly taken: Taken[]
  /** Answers of a door that are none of a provider's business, such as 404. */
  readonly oddities: string[]
  write(taken: Taken): void
  close(): void
}

export function openDiary(file: string): Diary {
  const descriptor = openSync(file, 'a')
  const taken: Taken[] = []
  return {
    taken,
    oddities: [],
    write(entry) {
      taken.push(entry)
      writeSync(descriptor, `${JSON.stringify(entry)}\n`)
    },
    close: () => closeSync(descriptor),
  }
}
