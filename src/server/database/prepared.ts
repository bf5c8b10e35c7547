import { sql } from 'kysely'
import pg from 'pg'

/** Begins a statement of a transaction that finds its rows by their keys alone, whoever asks and whatever for: one plan is right for
 *  all values, and people's connections keep it, as planning takes several times as long as running. */
export const byKey = sql.raw('/* by key */')
export const isByKey = (text: string): boolean => text.startsWith('/* by key */')

/** Texts are few, since lists travel as arrays; beyond this bound they go unprepared. */
const NAMES_AT_MOST = 300

/** For the connections of one pool: from now on each parses and plans a text with parameters once, under a name, instead of every
 *  time. Pools count their texts apart, so that what people ask leaves the pipelines theirs. */
export function keepStatements(which: (text: string) => boolean = () => true): (client: pg.ClientBase) => void {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known !== undefined || names.size >= NAMES_AT_MOST) return known
    const name = `kept_${names.size}`
    names.set(text, name)
    return name
  }
  return (client) => {
    const query = (...asked: unknown[]): unknown => pg.Client.prototype.query.apply(client, asked as never)
    // `rest`: a pool's own `query` gives a callback.
    const kept = (text: unknown, values?: unknown, ...rest: unknown[]) => {
      const name =
        typeof text === 'string' && Array.isArray(values) && values.length > 0 && which(text) ? nameOf(text) : undefined
      return name === undefined ? query(text, values, ...rest) : query({ name, text, values }, ...rest)
    }
    client.query = kept as typeof client.query
  }
}
