import { ProviderFault } from '../port.ts'
import { type JsonObject, list, object, text } from './read-json.ts'
import type { Answer, Interrupted } from './transport.ts'

/** Codes of Gupshup and WhatsApp that ask for a pause and mean no more than that (reference 6.1). */
const PAUSES = new Set(['4001', '130429', '131056'])

export interface Asked {
  /** Asking twice does no harm, so that a lost answer is `busy` and not `uncertain`. */
  repeatable: boolean
  /** How long the limit on this call keeps us out once it is passed. */
  cooldownMs: number
  /** Takes tokens and secrets out of what Gupshup says. */
  conceal: (said: string) => string
}

export function faultOfInterruption(error: Interrupted, asked: Asked): ProviderFault {
  if (!error.left) return new ProviderFault('never_sent', `Gupshup was not reached: ${error.message}`)
  return new ProviderFault(asked.repeatable ? 'busy' : 'uncertain', `Gupshup did not answer: ${error.message}`)
}

/** The body of a good answer, a bare list as its `list`; throws what any other answer means (reference 6.2). */
export function readAnswer({ status, text: given }: Answer, asked: Asked): JsonObject {
  const parsed = parse(given)
  const body = Array.isArray(parsed) ? { list: parsed } : object(parsed)
  if (status >= 200 && status < 300 && body.status !== 'error') return body
  throw faultOfAnswer(status, body, asked)
}

function faultOfAnswer(status: number, body: JsonObject, asked: Asked): ProviderFault {
  const { message, code } = complaint(body)
  const said = `Gupshup answered ${status}${message ? `: ${asked.conceal(message)}` : ''}`
  const more = { status, ...(code && { code }) }
  if (status === 401) return new ProviderFault('refused', said, { status, code: 'credentials' })
  if (status === 429 || (code && PAUSES.has(code))) {
    return new ProviderFault('busy', said, { ...more, retryAfterMs: asked.cooldownMs })
  }
  // No idempotency key exists: a server or gateway that failed on a send, in whatever way (500, 502, 503, 504), may have
  // passed it on first. Doubt costs a person a look, a wrong guess sends a customer the same message twice.
  if (status >= 500 || status === 408) return new ProviderFault(asked.repeatable ? 'busy' : 'uncertain', said, more)
  return new ProviderFault('refused', said, more)
}

/** A good answer that lacks what the call is for. */
export function incomplete(what: string, asked: Pick<Asked, 'repeatable'>): ProviderFault {
  return new ProviderFault(asked.repeatable ? 'busy' : 'uncertain', `Gupshup's answer has no ${what}`)
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}

/** Gupshup's `{message, code}`, or Meta's `{error: {message, code}}` where that is passed through. */
function complaint(body: JsonObject) {
  const nested = object(body.error ?? list(body.errors)[0] ?? body.message)
  return {
    message: text(body.message) ?? text(nested.message) ?? text(nested.title) ?? text(body.error),
    code: text(body.code) ?? text(nested.code),
  }
}
