// API-4: a Gupshup webhook body on each line of standard input, what it says as one line of JSON on standard output.
import type { ProviderEvent } from '../server/provider/events.ts'
import { parseWebhook } from '../server/provider/gupshup/parse-webhook.ts'
import { answerLines } from './json-lines.ts'

/** What section 11 of the product names; what the server keeps beside it is no promise, and not shown. */
const FIELDS = {
  message: ['externalId', 'from', 'userId', 'sentAt', 'content', 'replyTo'],
  status: ['messageId', 'externalId', 'to', 'status', 'code', 'reason', 'pricing', 'at'],
  template: [
    'templateId',
    'name',
    'language',
    'status',
    'category',
    'previousCategory',
    'correctCategory',
    'quality',
    'reason',
  ],
  account: ['event', 'status', 'phone', 'appId', 'cause'],
  billing: [],
  preference: [],
  ping: [],
  echo: [],
  ignored: [],
  unrecognised: [],
} satisfies Record<ProviderEvent['kind'], string[]>

function shown(event: ProviderEvent): object {
  const fields: ReadonlySet<string> = new Set(['kind', ...FIELDS[event.kind]])
  return Object.fromEntries(Object.entries(event).filter(([field]) => fields.has(field)))
}

await answerLines((value, text) => ({
  events: parseWebhook(value, { text }).map(({ event }) => shown(event)),
}))
