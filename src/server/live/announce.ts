import { sql } from 'kysely'
import type { LiveTopic } from '../../contract/live.ts'
import type { Tx } from '../database/doors.ts'

export const LIVE_CHANNEL = 'live'

/** Tells the screens that something changed, if and when this transaction commits. `audience` is a company, or a person
 *  (`user:<id>`) or the operators (`operators`). `concerned` narrows it: see `announcementText`. */
export async function announce(
  tx: Tx,
  audience: string,
  topic: LiveTopic,
  id: string,
  concerned?: Concerned,
): Promise<void> {
  await sql`select pg_notify(${LIVE_CHANNEL}, ${announcementText(audience, topic, id, concerned)})`.execute(tx)
}

/** Queues and agents, before and after the change: whoever sees none of them is not told. */
export type Concerned = readonly (string | null)[]

/** More names than a notification is sure to have room for. */
const TOO_MANY = 100

/** Without `concerned`, or with too many of them, the whole audience is told; those who see all queues always are. */
export const announcementText = (audience: string, topic: LiveTopic, id: string, concerned?: Concerned) =>
  concerned === undefined || concerned.length > TOO_MANY
    ? `${audience} ${topic} ${id}`
    : `${audience} ${topic} ${id} ${concerned.filter((c) => c !== null).join()}`

/** One browser's stream; only its own person can say what it shows. */
export const streamAudience = (userId: string, stream: string) => `stream:${userId}:${stream}`

export const SHOWN = 'shown'

/** To one stream, by whichever process holds it: from now on it tells of the messages of these conversations alone. */
export const announceShown = (tx: Tx, audience: string, conversations: readonly string[]) =>
  announceAll(tx, new Set([`${audience} ${SHOWN} ${conversations.join()}`]))

/** For batches: one statement for many, and as many announcements in one notification as it can carry. */
export async function announceAll(tx: Tx, texts: ReadonlySet<string>): Promise<void> {
  if (texts.size === 0) return
  await sql`select pg_notify(${LIVE_CHANNEL}, t) from unnest(${folded(texts)}::text[]) t`.execute(tx)
}

/** PostgreSQL takes less than 8000 bytes; all of this is ASCII. */
const NOTIFICATION_AT_MOST = 7900

function folded(texts: ReadonlySet<string>): string[] {
  const lines = ['']
  for (const text of texts) {
    const last = lines.at(-1)!
    if (last.length + text.length < NOTIFICATION_AT_MOST)
      lines[lines.length - 1] = last === '' ? text : `${last}\n${text}`
    else lines.push(text)
  }
  return lines
}
