import { currentAbout } from '../about.ts'
import type { Exchange } from '../exchange.ts'
import { ProviderFault } from '../port.ts'
import { multipart, type Upload } from './multipart.ts'
import type { LimitName } from './rate-limits.ts'
import type { JsonObject } from './read-json.ts'

/** One call to Gupshup. `form`, `json` or `upload` is its body. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Partner API, or the self-serve one for numbers connected with an API key. */
  host?: 'partner' | 'api'
  path: string
  /** Where the path does not name it. */
  appId?: string
  query?: Record<string, string>
  form?: Record<string, string>
  json?: JsonObject
  upload?: Upload
  headers?: Record<string, string>
  repeatable: boolean
  limit?: { name: LimitName; scope: string }
  /** How long to wait for a turn under the limit, and for the answer; the client's time-out by default. */
  patienceMs?: number
  timeoutMs?: number
  /** Called when it begins to leave; once more if a refused token makes it leave twice. */
  onLeaving?: (() => void) | undefined
  /** Its bodies hold credentials and are shown to nobody. */
  confidential?: boolean
  /** What in it is nobody else's to read, beside credentials in headers and in confidential forms. */
  secrets?: string[]
}

/** Path of one app at the Partner API. */
export function ofApp(appId: string, rest: string): string {
  return `/partner/app/${encodeURIComponent(appId)}/${rest}`
}

export function requestOf(call: Call, base: URL) {
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : ''
  const { body, type } = bodyOf(call)
  return {
    origin: base.origin,
    path: `${base.pathname.replace(/\/$/, '')}${call.path}${query}`,
    method: call.method,
    headers: { accept: 'application/json', ...(type && { 'content-type': type }), ...call.headers },
    body,
  }
}

function bodyOf({ form, json, upload }: Call): { body: string | Buffer | null; type?: string } {
  if (upload) return multipart(upload)
  if (form) return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
  return json ? { body: JSON.stringify(json), type: 'application/json' } : { body: null }
}

/** The provider may say our own secrets back to us; nobody else shall read them. */
export function conceal(said: string, call: Call): string {
  const written = Object.values(call.headers ?? {}).map((value) => value.replace(/^Bearer /, ''))
  const fields = call.confidential ? Object.values(call.form ?? {}) : []
  return [...written, ...fields, ...(call.secrets ?? [])]
    .filter((secret) => secret.length >= 8)
    .reduce((kept, secret) => kept.replaceAll(secret, '[secret]'), said)
}

export interface Outcome {
  at: Date
  durationMs: number
  answer?: { status: number; text?: string } | undefined
  fault?: unknown
}

/** As it may be shown. It is asked for in the caller's async context, which knows what the call was about. */
export function exchangeOf(call: Call, { at, durationMs, answer, fault }: Outcome): Exchange {
  const shown = !call.confidential
  const request = call.form ?? call.json ?? (call.upload && shownUpload(call.upload))
  const appId = call.appId ?? /^\/partner\/app\/([^/]+)\//.exec(call.path)?.[1]
  const about = currentAbout()
  return {
    at,
    method: call.method,
    path: call.path,
    ...(appId && { appId: decodeURIComponent(appId) }),
    ...(about && { about }),
    ...(shown && request && { request }),
    ...(answer && { status: answer.status }),
    ...(shown && answer?.text !== undefined && { response: conceal(answer.text, call) }),
    durationMs,
    ...(fault instanceof ProviderFault && { fault: { verdict: fault.verdict, message: fault.message } }),
  }
}

const shownUpload = ({ fields, file }: Upload) => ({
  ...fields,
  [file.field]: `${file.name}, ${file.type}, ${file.bytes.length} bytes`,
})
