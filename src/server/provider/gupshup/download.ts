import { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { ProviderFault } from '../port.ts'
import { Interrupted } from './transport.ts'

export interface Bounds {
  /** More than these and the file is refused. */
  bytes: number
  /** From the call to the last byte. */
  withinMs: number
}

type Head = { status: number; location?: string; contentType?: string; length?: number }
export type Bytes = Head & ({ body: Readable } | { text: string })

const LONGEST_COMPLAINT = 64 * 1024

/** One exchange whose good answer is a file. What else comes is read as text, for what it says. */
export async function openDownload(
  dispatcher: Dispatcher,
  options: Dispatcher.RequestOptions & { origin: string },
  { bytes, withinMs, timeoutMs }: Bounds & { timeoutMs: number },
): Promise<Bytes> {
  const signal = AbortSignal.timeout(withinMs)
  const answer = await dispatcher
    .request({ ...options, signal, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
    .catch((error: unknown) => {
      // Reading a file changes nothing: whether the request left makes no difference.
      throw error instanceof ProviderFault ? error : new Interrupted(true, asError(error))
    })
  const { statusCode: status, headers, body } = answer
  // Given up, it fails for nobody to hear; whoever reads it hears it by reading.
  body.on('error', () => undefined)
  const length = Number(headers['content-length'])
  const head = {
    status,
    ...(typeof headers['location'] === 'string' && { location: headers['location'] }),
    ...(typeof headers['content-type'] === 'string' && { contentType: headers['content-type'] }),
    ...(Number.isFinite(length) && { length }),
  }
  if (status !== 200) return { ...head, text: await complaintIn(body) }
  if (length > bytes) {
    body.destroy()
    throw tooLarge(bytes)
  }
  const file = Readable.from(bounded(body, bytes), { objectMode: false })
  file.once('close', () => body.destroy())
  return { ...head, body: file }
}

async function* bounded(body: Readable, most: number): AsyncGenerator<Buffer> {
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > most) throw tooLarge(most)
      yield chunk
    }
  } catch (error) {
    if (error instanceof ProviderFault) throw error
    throw new ProviderFault('busy', `the file broke off: ${asError(error).message}`)
  } finally {
    body.destroy()
  }
}

async function complaintIn(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      length += chunk.length
      if (length > LONGEST_COMPLAINT) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw new Interrupted(true, asError(error))
  }
  return Buffer.concat(chunks).toString('utf8')
}

const tooLarge = (most: number) =>
  new ProviderFault('refused', `the file is larger than ${most} bytes`, { code: 'too_large' })

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))
