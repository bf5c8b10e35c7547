import { useCallback, useSyncExternalStore } from 'react'

// What somebody has begun and not finished: drafts, and what is on its way. It outlives a reload and the end of a session, in
// this tab; it is this person's in this company, and what is empty takes no room.

const ALL = 'score.kept.'
const TAB = 'score.tab'
/** What stands in the storage, read; and what found no room there, until the page is left. */
const values = new Map<string, unknown>()
const watchers = new Map<string, Set<() => void>>()
const waiting: (() => void)[] = []
let owner: string | undefined

/** Says whose it is, as soon as that is known. */
export function openKept(personId: string, companyId: string | undefined): void {
  const before = owner
  owner = `${personId}.${companyId ?? ''}`
  if (before === owner) return
  for (const act of waiting) act()
  for (const of of watchers.values()) for (const tell of of) tell()
}

/** Does it once it is known whose it is: what was on its way goes on. */
export function whenKept(act: () => void): void {
  waiting.push(act)
  if (owner !== undefined) act()
}

/** Names person and company. */
export const whose = (): string => owner ?? ''

/** Names person, company and tab. */
export function keptBy(): string {
  const tab = sessionStorage.getItem(TAB) ?? crypto.randomUUID()
  sessionStorage.setItem(TAB, tab)
  return `${whose()}.${tab}`
}

/** Whoever signs out leaves nothing behind in this tab. */
export function forgetKept(): void {
  values.clear()
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(ALL)) sessionStorage.removeItem(key)
}

const placeOf = (name: string) => `${ALL}${whose()}.${name}`

/** `empty` when there is nothing, or nothing that can be read. */
export function readKept<T>(name: string, empty: T): T {
  const place = placeOf(name)
  if (values.has(place)) return values.get(place) as T
  const text = sessionStorage.getItem(place)
  if (text === null) return empty
  try {
    values.set(place, JSON.parse(text))
  } catch {
    return empty
  }
  return values.get(place) as T
}

/** Null, or the same as `empty`, takes it away. */
export function keep<T>(name: string, value: T | null, empty?: T): void {
  const place = placeOf(name)
  const text = JSON.stringify(value)
  if (value === null || text === JSON.stringify(empty)) {
    values.delete(place)
    sessionStorage.removeItem(place)
  } else {
    values.set(place, value)
    try {
      sessionStorage.setItem(place, text)
    } catch {
      // No room: until the page is left it is kept all the same.
    }
  }
  for (const tell of watchers.get(name) ?? []) tell()
}

export function watchKept(name: string, tell: () => void): () => void {
  const own = watchers.get(name) ?? new Set()
  watchers.set(name, own.add(tell))
  return () => {
    own.delete(tell)
    if (own.size === 0) watchers.delete(name)
  }
}

type Change<T> = (next: T | ((before: T) => T)) => void

/** As state that is kept. `empty` is the same each time. */
export function useKept<T>(name: string, empty: T): [T, Change<T>] {
  const watch = useCallback((tell: () => void) => watchKept(name, tell), [name])
  const value = useSyncExternalStore(watch, () => readKept(name, empty))
  const change = useCallback<Change<T>>(
    (next) => keep(name, typeof next === 'function' ? (next as (before: T) => T)(readKept(name, empty)) : next, empty),
    [name, empty],
  )
  return [value, change]
}
