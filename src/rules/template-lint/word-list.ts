import type { Mark } from '../finding.ts'

/** Phrases by the two characters that they begin with, so that most words of a text are passed over by one look-up. */
export type WordList = { byBeginning: ReadonlyMap<number, RegExp>; anywhere: RegExp | undefined }

/** Those that begin with something else than two plain characters. */
const ANY = ''

/** Whole words and phrases, separated by commas; they may be patterns, a space is any white space. */
export function wordList(...lists: string[]): WordList {
  const phrases = lists
    .flatMap((list) => list.replace(/\|\n\s*/g, '|').split(/,(?![^{}]*\})/))
    .map((phrase) => phrase.trim().replace(/ \?/g, '\\s*').replace(/\s+/g, '\\s+'))
    .filter((phrase) => phrase !== '')
  const byBeginning = Map.groupBy(
    phrases.flatMap((phrase) => beginningsOf(phrase).map((beginning) => ({ phrase, beginning }))),
    ({ beginning }) => beginning,
  )
  const anywhere = (byBeginning.get(ANY) ?? []).map(({ phrase }) => phrase)
  const patternOf = (own: string[]) => new RegExp(`(?:${[...new Set(own)].join('|')})(?!\\w)`, 'y')
  byBeginning.delete(ANY)
  return {
    byBeginning: new Map(
      [...byBeginning].map(([beginning, own]) => [
        keyAt(beginning, 0),
        patternOf([...own.map(({ phrase }) => phrase), ...anywhere]),
      ]),
    ),
    anywhere: anywhere.length > 0 ? patternOf(anywhere) : undefined,
  }
}

/** Two characters as one number. */
const keyAt = (text: string, index: number) => text.charCodeAt(index) * 65_536 + (text.charCodeAt(index + 1) || 0)

/** The first two characters of a phrase, or of each choice that it begins with. */
function beginningsOf(phrase: string): string[] {
  const plain = /^[a-z0-9]{2}(?![?*{])/.exec(phrase)?.[0]
  if (plain) return [plain]
  const choices = /^\(\?:([a-z0-9 |]+)\)(?!\?)/.exec(phrase)?.[1]?.split('|')
  const beginnings = choices?.map((choice) => /^[a-z0-9]{2}/.exec(choice)?.[0])
  return beginnings?.every((beginning) => beginning !== undefined) ? [...new Set(beginnings)] : [ANY]
}

export type Start = { start: number; key: number }

/** Where words begin in a folded text, and with what. */
export const startsIn = (folded: string): Start[] =>
  Array.from(folded.matchAll(/\w+/g), ({ index }) => ({ start: index, key: keyAt(folded, index) }))

/** More words than these say nothing new. */
const ENOUGH = 100

/** Where a text says something of the list, from left to right, nothing twice. */
export function met(folded: string, starts: readonly Start[], list: WordList, most = ENOUGH): Mark[] {
  const marks: Mark[] = []
  let done = 0
  for (const { start, key } of starts) {
    const pattern = list.byBeginning.get(key) ?? list.anywhere
    if (!pattern || start < done) continue
    pattern.lastIndex = start
    if (!pattern.test(folded)) continue
    done = pattern.lastIndex
    marks.push({ start, end: done })
    if (marks.length === most) break
  }
  return marks
}
