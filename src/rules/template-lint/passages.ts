import { marksOf } from '../characters.ts'
import type { Mark } from '../finding.ts'
import type { Reading } from './reading.ts'

/** A text as the word lists see it: lower case, no accents, variables and links blotted out. */
export type Passage = {
  field: string
  text: string
  folded: string
  /** From a place in `folded` to the same place in `text`. */
  at: (index: number) => number
}

/** Stands for each character of a variable in `folded`; no list can hold it. */
export const VARIABLE = '\uE000'
const LINK = '\uE001'
const INNOCENT = '\uE002'

export const OPT_OUT =
  /\bno (?:quiero|deseo|me interesa|recibir|enviar|gracias)|\bbaja\b|\bdetener\b|\bdejar de\b|\bstop\b|\bunsubscribe\b|\bopt out\b|\bno more\b/

export function passagesOf({ header, body, footer, buttons }: Reading): Passage[] {
  const labels = buttons.flatMap(({ text }, at) =>
    typeof text === 'string' ? [passageOf(`buttons[${at}].text`, text)] : [],
  )
  return [
    ...(header ? [passageOf('header', header.text)] : []),
    ...(body ? [passageOf('body', body.text)] : []),
    ...(footer === null ? [] : [passageOf('footer', footer)]),
    // A button that lets people out of promotions names them.
    ...labels.filter(({ folded }) => !OPT_OUT.test(folded)),
  ]
}

export function passageOf(field: string, text: string): Passage {
  const blotted = text
    .replace(/\{\{[a-z0-9_]+\}\}/g, (token) => VARIABLE.repeat(token.length))
    .replace(/(?:https?:\/\/|www\.)\S+/gi, (link) => LINK.repeat(link.length))
  return { field, text, ...fold(blotted) }
}

const folding = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

function fold(text: string): Pick<Passage, 'folded' | 'at'> {
  const folded = folding(text)
  const keepsPlaces = folded.length === text.length && !/[\p{M}\p{Script=Hangul}]/u.test(text)
  if (keepsPlaces) return { folded, at: (index) => index }
  const places: number[] = []
  let whole = ''
  let start = 0
  for (const character of text) {
    const part = folding(character)
    for (let unit = 0; unit < part.length; unit++) places.push(start)
    whole += part
    start += character.length
  }
  return { folded: whole, at: (index) => places[index] ?? text.length }
}

/** Whole words and phrases, separated by commas; they may be patterns, a space is any white space. */
export function wordList(...lists: string[]): RegExp {
  const phrases = lists
    .flatMap((list) => list.replace(/\|\n\s*/g, '|').split(/,(?![^{}]*\})/))
    .map((phrase) => phrase.trim().replace(/ \?/g, '\\s*').replace(/\s+/g, '\\s+'))
    .filter((phrase) => phrase !== '')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
}

/** Two lists: words, and the phrases in which they mean something else. `holds` may look at the sentence around. */
export type Watch = { words: RegExp; unless?: RegExp; holds?: (sentence: string) => boolean }

/** Where a passage says one of the words, as marks in its text. */
export function spotted({ folded, text, at }: Passage, { words, unless, holds }: Watch): Mark[] {
  const rest = unless ? folded.replace(unless, (phrase) => INNOCENT.repeat(phrase.length)) : folded
  return marksOf(rest, words)
    .slice(0, ENOUGH)
    .filter(({ start, end }) => !holds || holds(sentenceAround(rest, start, end)))
    .map(({ start, end }) => ({ start: at(start), end: end < folded.length ? at(end) : text.length }))
}

/** More words than these say nothing new. */
const ENOUGH = 100
/** As far as anybody looks for the rest of a sentence, in characters. */
const REACH = 240

function sentenceAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - REACH), start)
  const after = text.slice(end, end + REACH)
  const begun = Math.max(...['. ', '!', '?', '\n'].map((stop) => before.lastIndexOf(stop)))
  const stop = after.search(/[!?\n]|\.(?:\s|$)/)
  return before.slice(begun + 1) + text.slice(start, end) + (stop < 0 ? after : after.slice(0, stop))
}
