import { plain } from '../characters.ts'
import type { Mark } from '../finding.ts'
import { keysOf, type Part, type Reading, sampleOf } from './reading.ts'
import type { Fault } from './rule.ts'

type BadBraces = Mark & { inside: string; braces: boolean; characters: boolean }

const VALID = /\{\{[a-z0-9_]+\}\}/g
const FORBIDDEN = /[^a-z0-9_]/

/** What is left of the braces once well-formed variables are taken out (rulebook 9.2, Tokens). */
export function badBracesIn(text: string): BadBraces[] {
  if (!/[{}]/.test(text)) return []
  const rest = text.replace(VALID, (token) => ' '.repeat(token.length))
  return [...rest.matchAll(/(\{+)([^{}]*)(\}+)|[{}]+/g)].map(
    ({ 0: met, 1: open = '', 2: inside = '', 3: close = '', index }) => {
      const characters = open !== '' && FORBIDDEN.test(inside)
      const twoAndTwo = open.length === 2 && close.length === 2
      return { inside, characters, braces: !twoAndTwo || !characters, start: index, end: index + met.length }
    },
  )
}

/** Two braces on each side, and inside them what is certainly meant; what is not certain stays. */
export const repaired = (text: string): string =>
  text.replace(/(?<!\{)\{+([^{}\n]*)\}+/g, (written, inside: string) => {
    if (inside.length > 100) return written
    const key = plain(inside)
      .trim()
      .replace(/[\s.-]+/g, '_')
      .replace(/[^a-z0-9_]/g, '')
      .replace(/^0+(?=\d+$)/, '')
    return key === '' || key.length > 32 ? written : `{{${key}}}`
  })

const partAt = ({ parts }: Reading, { field }: Fault) => parts.find((part) => part.field === field)

/** Variables under new names, in order of appearance, and what hangs on them moved along. */
function renamed(part: Part, reading: Reading, names: readonly string[]) {
  const old = keysOf(part)
  const kept = Object.entries(reading.examples)
    .filter(([key]) => !old.some((each) => key === part.prefix + each))
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const moved = new Map(part.tokens.map(({ key }, at) => [names[at] ?? key, key]))
  const samples = [...moved].flatMap(([name, key]): [string, string][] => {
    const { sample } = sampleOf(reading, part, key)
    return sample === '' ? [] : [[part.prefix + name, sample]]
  })
  let at = 0
  return {
    value: part.text.replace(VALID, (token) => `{{${names[at++] ?? token.slice(2, -2)}}}`),
    examples: Object.fromEntries([...kept, ...samples]),
    moved: Object.fromEntries(moved),
  }
}

/** Numbers the variables 1, 2, 3… by first appearance. */
export function renumbered(reading: Reading, fault: Fault) {
  const part = partAt(reading, fault)
  if (!part) return null
  const numbers = new Map(keysOf(part).map((key, at) => [key, String(at + 1)]))
  return renamed(
    part,
    reading,
    part.tokens.map(({ key }) => numbers.get(key) ?? key),
  )
}

/** Numbers every place anew, so that no number stands twice. */
export function renumberedApart(reading: Reading, fault: Fault) {
  const part = partAt(reading, fault)
  return (
    part &&
    renamed(
      part,
      reading,
      part.tokens.map((_, at) => String(at + 1)),
    )
  )
}

/** Gives a name that comes again another one: `cliente`, `cliente_2`. */
export function namedApart(reading: Reading, fault: Fault) {
  const part = partAt(reading, fault)
  if (!part) return null
  const taken = new Set(keysOf(part))
  const seen = new Set<string>()
  const names = part.tokens.map(({ key }) => {
    if (seen.size < seen.add(key).size) return key
    let count = 2
    while (taken.has(`${key.slice(0, 28)}_${count}`)) count++
    const name = `${key.slice(0, 28)}_${count}`
    taken.add(name)
    return name
  })
  return renamed(part, reading, names)
}
