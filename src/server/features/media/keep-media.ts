import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import type { MessageContent } from '../../provider/events.ts'
import { safeName } from './form.ts'
import { insertMedia } from './store.ts'

export interface MessageWithFile {
  companyId: string
  channelId: string
  event: { externalId: string; content: MessageContent }
}

const TYPE = /^[\w.+-]{1,60}\/[\w.+-]{1,80}/
const DAY_MS = 86_400_000
const USUAL_LIFE_DAYS = 7
/** No provider keeps files longer, whatever it says. */
const LONGEST_LIFE_DAYS = 30

/** The files that stored messages name will be fetched: one statement for a batch and, where one is new, one job. */
export async function keepMedia(tx: Tx, enqueue: Enqueue, messages: readonly MessageWithFile[]): Promise<void> {
  const files = messages
    .filter(({ event }) => event.content.url !== undefined)
    .map(({ companyId, channelId, event: { externalId, content } }) => ({
      companyId,
      channelId,
      externalId,
      fileName: safeName(content.fileName),
      declaredType: TYPE.exec(content.mimeType ?? '')?.[0] ?? null,
      expiresAt: endOf(content.urlExpiresAt),
    }))
  if (files.length === 0) return
  if ((await insertMedia(tx, files)) > 0) await enqueue(tx, 'media.fetch', {})
}

function endOf(told: string | undefined): Date {
  const at = told === undefined ? Number.NaN : Date.parse(told)
  const [usual, longest] = [USUAL_LIFE_DAYS, LONGEST_LIFE_DAYS].map((days) => Date.now() + days * DAY_MS) as [
    number,
    number,
  ]
  return new Date(Number.isNaN(at) ? usual : Math.min(at, longest))
}
