import type pg from 'pg'

/** Texts are few, since lists travel as arrays; beyond this bound they go unprepared. */
const NAMES_AT_MOST = 300
const names = new Map<string, string>()

/** From now on this connection parses and plans each text with parameters once, under a name, instead of every time. */
export function prepareStatements(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (text: unknown, values?: unknown) => unknown
  const prepared = (text: unknown, values?: unknown) => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined
    return name === undefined ? query(text, values) : query({ name, text, values })
  }
  client.query = prepared as typeof client.query
}

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= NAMES_AT_MOST) return known
  const name = `hot_${names.size}`
  names.set(text, name)
  return name
}
