import { pipeline } from 'node:stream/promises'

/** API-4: answers every line of standard input with one line of JSON, also one that is not JSON; ends when nobody reads. */
export async function answerLines(answer: (value: unknown, text: string) => object): Promise<void> {
  async function* answers(chunks: AsyncIterable<string>) {
    for await (const line of linesOf(chunks)) yield `${answerOf(line)}\n`
  }

  function answerOf(line: string): string {
    try {
      // A mark at the start of any line: files are joined that begin with one.
      const text = line.replace(/^\uFEFF/, '')
      return JSON.stringify(answer(JSON.parse(text), text))
    } catch (error) {
      return JSON.stringify({ error: error instanceof Error ? error.message : String(error) })
    }
  }

  process.stdin.setEncoding('utf8')
  try {
    await pipeline(process.stdin, answers, process.stdout)
  } catch (error) {
    // The reader of our output may have had enough.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
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
