import { Refusal } from '../refusal.ts'

/** PostgreSQL has no place for NUL in any text, nor for half of a surrogate pair in jsonb. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Where in an input a text stands, as a name or a value, that no table takes; null where there is none. */
export function unstorableIn(input: unknown): string | null {
  const waiting: [path: string, value: unknown][] = [['', input]]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [path, value] = next
    if (typeof value === 'string' && !storable(value)) return shown(path)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (!storable(key)) return shown(path)
      waiting.push([path === '' ? key : `${path}.${key}`, inner])
    }
  }
  return null
}

/** As far as anybody reads a path. */
const shown = (path: string) => path.slice(0, 200)

/** @throws Refusal invalid, naming the field */
export function refuseUnstorable(input: unknown): void {
  const field = unstorableIn(input)
  if (field !== null) throw new Refusal('invalid', {}, [{ field, message: 'Holds a character that cannot be stored.' }])
}
