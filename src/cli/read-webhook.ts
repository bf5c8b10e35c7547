// API-4: a Gupshup webhook body on each line of standard input, what it says as one line of JSON on standard output.
import { pipeline } from 'node:stream/promises'
import { parseWebhook } from '../server/provider/gupshup/parse-webhook.ts'

function answer(line: string): string {
  try {
    return JSON.stringify({ events: parseWebhook(JSON.parse(line)).map(({ event }) => event) })
  } catch (error) {
    return JSON.stringify({ error: error instanceof Error ? error.message : String(error) })
  }
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
