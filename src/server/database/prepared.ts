import { sql } from 'kysely'
import pg from 'pg'

/** Begins a statement that finds its rows by their keys alone, whoever asks and whatever for: one plan is right for all values, and
 *  people's connections keep it, as planning takes several times as long as running. Not for what is filtered or searched. */
export const byKey = sql.raw('/* by key */')
const BY_KEY = /^\s*\/\* by key \*\//

export const isByKey = (text: string): boolean => BY_KEY.test(text)

/** Texts are few, since lists travel as arrays; beyond this bound they go unprepared. */
const NAMES_AT_MOST = 400
const names = new Map<string, string>()

/** From now on this connection parses and plans each of these texts with parameters once, under a name, instead of every time. */
export function prepareStatements(client: pg.ClientBase, which: (text: string) => boolean = () => true): void {
  const query = (...asked: unknown[]): unknown => pg.Client.prototype.query.apply(client, asked as never)
  // `rest`: a pool's own `query` gives a callback.
  const prepared = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 && which(text) ? nameOf(text) : undefined
    return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest)
  }
  client.query = prepared as typeof client.query
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= NAMES_AT_MOST) return known
  const name = `kept_${names.size}`
  names.set(text, name)
  return name
}
