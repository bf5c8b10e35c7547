// Tolerant readers for JSON that somebody else writes: a value of another kind than expected is `undefined`, never an error.

export type JsonObject = Record<string, unknown>

const NOTHING: JsonObject = Object.freeze({})
const LONGEST_ID = 512
const LATEST_TIME_MS = Date.UTC(9999, 11, 31)
/** Numbers below this are seconds since 1970, above it milliseconds: it is the year 5138 in one and 1973 in the other. */
const SECONDS_END = 1e11
const LONG_NUMBER = /[:[,]\s*-?\d{16}/

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object, or an empty one, so that reading on goes to `undefined`. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : NOTHING
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text with something in it. PostgreSQL takes no NUL, and no half of a surrogate pair in jsonb. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value !== 'string' || value === '') return undefined
  const storable = value.includes('\0') ? value.replaceAll('\0', '') : value
  return (storable.isWellFormed() ? storable : storable.toWellFormed()) || undefined
}

/** A name or number that something is found by; blanks are none, and so is what is too long for an index. */
export function id(value: unknown): string | undefined {
  const read = text(value)?.trim()
  return read !== undefined && read !== '' && read.length <= LONGEST_ID ? read : undefined
}

/** A phone in digits as given, without what people write between them; what holds anything else stays as it is. */
export function phone(value: unknown): string | undefined {
  const read = id(value)
  if (read === undefined || /^\d+$/.test(read)) return read
  return /^\+?[\d\s().-]*\d[\d\s().-]*$/.test(read) ? read.replaceAll(/\D/g, '') : read
}

export function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof read === 'number' && Number.isFinite(read) ? read + 0 : undefined
}

export function flag(value: unknown): boolean | undefined {
  if (value === 'true') return true
  if (value === 'false') return false
  return typeof value === 'boolean' ? value : undefined
}

/** ISO 8601 UTC from seconds or milliseconds since 1970, as number or string; none for what is no time of ours. */
export function time(value: unknown): string | undefined {
  const read = number(value)
  if (read === undefined || read <= 0) return undefined
  const ms = read < SECONDS_END ? read * 1000 : read
  return ms <= LATEST_TIME_MS ? new Date(ms).toISOString() : undefined
}

/** The same JSON with whole numbers beyond 2^53 as text, as the body wrote them: Meta's template ids may be such. */
export function exact(body: unknown, given: string | undefined): unknown {
  if (given === undefined || !LONG_NUMBER.test(given)) return body
  return JSON.parse(given, (_key, value: unknown, { source }: { source?: string } = {}) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '') ? source : value,
  )
}

type Present<T> = { -readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  -readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The same object without the keys that have no value. */
export function present<const T extends object>(values: T): Present<T>
export function present(values: JsonObject): object {
  const kept: JsonObject = {}
  for (const key in values) if (values[key] !== undefined) kept[key] = values[key]
  return kept
}
