// API-4: a Gupshup webhook body on each line of standard input, what it says as one line of JSON on standard output.
import { pipeline } from 'node:stream/promises'
import type { ProviderEvent } from '../server/provider/events.ts'
import { parseWebhook } from '../server/provider/gupshup/parse-webhook.ts'

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

function answer(line: string): string {
  try {
    const text = line.replace(/^\uFEFF/, '')
    const events = parseWebhook(JSON.parse(text), { text }).map(({ event }) => event)
    return JSON.stringify({ events: events.map(shown) })
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) })
  }
}

function shown(event: ProviderEvent): object {
  const fields: ReadonlySet<string> = new Set(['kind', ...FIELDS[event.kind]])
  return Object.fromEntries(Object.entries(event).filter(([field]) => fields.has(field)))
}

/** Lines end at \n only: JSON text may hold the other characters that `readline` also takes for line ends. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let open: string[] = []
  for await (const chunk of chunks) {
    const [first = '', ...rest] = chunk.split('\n')
    open.push(first)
    for (const next of rest) {
      yield open.join('')
      open = [next]
    }
  }
  const last = open.join('')
  if (last !== '') yield last
}

async function* answers(chunks: AsyncIterable<string>) {
  for await (const line of linesOf(chunks)) yield `${answer(line)}\n`
}

process.stdin.setEncoding('utf8')
try {
  await pipeline(process.stdin, answers, process.stdout)
} catch (error) {
  // The reader of our output may have had enough.
  if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
}
