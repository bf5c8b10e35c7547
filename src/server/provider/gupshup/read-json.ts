// Tolerant readers for JSON that somebody else writes: a value of another kind than expected is `undefined`, never an error.

export type JsonObject = Record<string, unknown>

const NOTHING: JsonObject = Object.freeze({})
const LONGEST_ID = 512
const LATEST_TIME_MS = Date.UTC(9999, 11, 31)
/** Numbers below this are seconds since 1970, above it milliseconds: it is the year 5138 in one and 1973 in the other. */
const SECONDS_END = 1e11

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

/** Text with something in it. NUL is taken out because PostgreSQL takes none. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  return value.includes('\0') ? value.replaceAll('\0', '') || undefined : value
}

/** A name or number that something is found by; what is too long for an index is none. */
export function id(value: unknown): string | undefined {
  const read = text(value)
  return read !== undefined && read.length <= LONGEST_ID ? read : undefined
}

/** A phone in digits as given, without a leading plus. */
export function phone(value: unknown): string | undefined {
  const read = id(value)
  return read?.startsWith('+') ? read.slice(1) || undefined : read
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
