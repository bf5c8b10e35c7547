import { plain } from '../characters.ts'
import { keysOf, type Part, type Reading, sampleOf } from './reading.ts'

type BadBraces = { inside: string; fault: 'braces' | 'characters' }

const VALID = /\{\{[a-z0-9_]+\}\}/g
const FORBIDDEN = /[^a-z0-9_]/

/** What is left of the braces once well-formed variables are taken out (rulebook 9.2, Tokens). */
export function badBracesIn(text: string): BadBraces[] {
  const rest = text.replace(VALID, '')
  return [...rest.matchAll(/(\{+)([^{}]*)(\}+)|[{}]/g)].map(({ 1: open = '', 2: inside = '', 3: close = '' }) => ({
    inside,
    fault: open.length === 2 && close.length === 2 && FORBIDDEN.test(inside) ? 'characters' : 'braces',
  }))
}

/** Two braces on each side, and inside them what is certainly meant; what is not certain stays. */
export const repaired = (text: string): string =>
  text.replace(/\{+([^{}\n]*)\}+/g, (written, inside: string) => {
    const key = plain(inside)
      .trim()
      .replace(/[\s.-]+/g, '_')
      .replace(/[^a-z0-9_]/g, '')
      .replace(/^0+(?=\d+$)/, '')
    return key === '' || key.length > 32 ? written : `{{${key}}}`
  })

/** Numbers the variables 1, 2, 3… by first appearance and moves their samples along. */
export function renumbered(part: Part, reading: Reading): { value: string; examples: Record<string, string> } {
  const keys = keysOf(part)
  const kept = Object.entries(reading.examples).filter(([key]) => !keys.some((old) => key === part.prefix + old))
  const moved = keys.flatMap((key, at): [string, string][] => {
    const { sample } = sampleOf(reading, part, key)
    return sample === '' ? [] : [[`${part.prefix}${at + 1}`, sample]]
  })
  return {
    value: part.text.replace(VALID, (token) => `{{${keys.indexOf(token.slice(2, -2)) + 1}}}`),
    examples: Object.fromEntries([...kept, ...moved]),
  }
}
