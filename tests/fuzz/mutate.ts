import * as fc from 'fast-check'

// JSON that is nearly right: a good value with a few of its parts made wrong.

const nested = (depth: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 'x'
  for (let i = 0; i < depth; i++) value = wrap(value)
  return value
}

const words = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '😀'.repeat(40),
  '\u202Eoñ\u0301',
  '__proto__',
  'constructor',
  "'; select 1 --",
  '%00%zz',
  '../..',
  'NaN',
  '-1',
  '1e400',
  '0000-00-00T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  '00000000-0000-0000-0000-000000000000',
]
const numbers = [0, -0, -1, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e21, 1e308, 1_790_000_000, 1_790_000_000_123]

/** Values that no field expects. `most`: how long a text or list may be, and how deep a nesting. */
export const evil = (most: number): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<unknown>(...words) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...numbers, null, true, false, [], {}, [[]], [{}], { a: {} }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
    { weight: 1, arbitrary: fc.integer({ min: 100, max: most }).map((n) => 'ñ'.repeat(n / 2)) },
    { weight: 1, arbitrary: fc.integer({ min: 10, max: most / 10 }).map((n) => Array.from({ length: n }, () => ({}))) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 10, max: Math.min(2000, most) }), fc.boolean())
        .map(([depth, asList]) => nested(depth, (inner) => (asList ? [inner] : { type: inner }))),
    },
  )

interface Mutation {
  at: number
  how: 'replace' | 'remove' | 'repeat' | 'wrap' | 'retype' | 'add'
  value: unknown
}

export const mutations = (most: number): fc.Arbitrary<Mutation[]> =>
  fc.array(
    fc.record({
      at: fc.nat(10_000),
      how: fc.constantFrom<Mutation['how'][]>(
        'replace',
        'replace',
        'replace',
        'remove',
        'repeat',
        'wrap',
        'retype',
        'add',
      ),
      value: evil(most),
    }),
    { minLength: 1, maxLength: 4 },
  )

type Holder = Record<string, unknown>

/** A copy with each of the changes made somewhere in it. */
export function mutate(given: unknown, changes: readonly Mutation[]): unknown {
  const root: Holder = { whole: structuredClone(given) }
  for (const { at, how, value } of changes) {
    const places = placesIn(root)
    if (places.length === 0) break
    const [holder, key] = places[at % places.length]!
    change(holder, key, how, value)
  }
  return root.whole
}

function change(holder: Holder, key: string, how: Mutation['how'], value: unknown): void {
  const old = holder[key]
  if (how === 'replace') holder[key] = value
  else if (how === 'remove') Reflect.deleteProperty(holder, key)
  else if (how === 'repeat') holder[key] = Array.isArray(old) ? [...old, ...old, ...old] : [old, old]
  else if (how === 'wrap') holder[key] = { [key]: old }
  else if (how === 'retype') holder[key] = typeof old === 'string' ? Number(old) || 7 : String(old)
  else if (isHolder(old)) old[typeof value === 'string' ? value.slice(0, 50) : 'unknown'] = value
  else holder[key] = value
}

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null

/** Every place in a value, not deeper than anybody writes by hand. */
function placesIn(value: Holder, depth = 0): [Holder, string][] {
  if (depth > 12) return []
  return Object.keys(value)
    .slice(0, 40)
    .flatMap((key) => {
      const inner = value[key]
      return [[value, key] as [Holder, string], ...(isHolder(inner) ? placesIn(inner, depth + 1) : [])]
    })
}

export type Spoiling = 'whole' | 'cut' | 'twice' | 'mark' | 'nul' | 'bytes' | 'tail' | 'number'

export const spoilings = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Spoiling>('whole') },
  { weight: 3, arbitrary: fc.constantFrom<Spoiling[]>('cut', 'twice', 'mark', 'nul', 'bytes', 'tail', 'number') },
)

/** The text of a body, made wrong as text. */
export function spoil(text: string, how: Spoiling): Buffer {
  const middle = Math.floor(text.length / 2)
  switch (how) {
    case 'whole':
      return Buffer.from(text)
    case 'cut':
      return Buffer.from(text.slice(0, middle))
    case 'twice':
      return Buffer.from(text.replaceAll('{', '{"type":5,"id":null,"entry":7,'))
    case 'mark':
      return Buffer.from(`\uFEFF${text}`)
    case 'nul':
      return Buffer.from(`${text.slice(0, middle)}\0${text.slice(middle)}`)
    case 'bytes':
      return Buffer.concat([
        Buffer.from(text.slice(0, middle)),
        Buffer.from([0xff, 0xc0, 0xed, 0xa0]),
        Buffer.from(text.slice(middle)),
      ])
    case 'tail':
      return Buffer.from(`${text}{"a":`)
    case 'number':
      return Buffer.from(
        text.replaceAll(/:(\d+)/g, ':$1e400').replaceAll('"wamid.A"', '123456789012345678901234567890'),
      )
  }
}
