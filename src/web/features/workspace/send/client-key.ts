import { keep, readKept } from '../../../kept.ts'

const place = 'sends'
const none: Record<string, string> = {}

/** The key under which this very content is sent: the same over double clicks, retries and reloads, until `confirmSent`. */
export function clientKeyOf(content: object): string {
  const keys = readKept(place, none)
  const key = keys[JSON.stringify(content)] ?? crypto.randomUUID()
  keep(place, { ...keys, [JSON.stringify(content)]: key })
  return key
}

/** It got there: sending the same again is now a new message. */
export function confirmSent(content: object): void {
  const { [JSON.stringify(content)]: _, ...others } = readKept(place, none)
  keep(place, others, none)
}
