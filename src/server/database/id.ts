import { randomFillSync } from 'node:crypto'

let last = 0
let counter = 0
const pool = Buffer.alloc(8 * 1024)
let used = pool.length

/** A UUIDv7 (PostgreSQL 15 has none of its own): rises with time, and within one process with each call, so that new rows
 *  stand together in every index and ties of time are in the order of arrival (TK-11). */
export function newId(): string {
  const now = Date.now()
  counter = now > last ? 0 : counter + 1
  if (now > last) last = now
  // More than 4096 in one millisecond borrow from the next.
  if (counter > 0xfff) [last, counter] = [last + 1, 0]
  if (used === pool.length) used = randomFillSync(pool) && 0
  const random = pool.toString('hex', used, (used += 8))
  const time = last.toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(random[0]!, 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`
}

/** Lower than every id made from then on: for reading by time what is stored by id. */
export function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
