import type { Mark } from '../finding.ts'
import type { TemplateButton } from '../template.ts'
import { met, type Start, startsIn, type WordList } from './word-list.ts'

/** A text as the word lists see it: lower case, no accents, variables and links blotted out. */
export type Passage = {
  field: string
  text: string
  folded: string
  /** From a place in `folded` to the same place in `text`. */
  at: (index: number) => number
  /** Where words begin in `folded`. */
  starts: () => readonly Start[]
}

/** Stands for each character of a variable in `folded`; no list can hold it. */
export const VARIABLE = '\uE000'
const LINK = '\uE001'

export const OPT_OUT =
  /\bno (?:quiero|deseo|me interesa|recibir|enviar|gracias)|\bbaja\b|\bdetener\b|\bdejar de\b|\bstop\b|\bunsubscribe\b|\bopt out\b|\bno more\b/

/** Where words stand in a template. */
type Texts = {
  header: { text: string } | null
  body: { text: string } | null
  footer: string | null
  buttons: readonly TemplateButton[]
}

export function passagesOf({ header, body, footer, buttons }: Texts): Passage[] {
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
  const { folded, at } = fold(blotted)
  let starts: Start[] | undefined
  return { field, text, folded, at, starts: () => (starts ??= startsIn(folded)) }
}

const folding = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')

/** Letters of Latin scripts with an accent, and the bare ones. */
const BARE = new Map(
  Array.from({ length: 0x24f - 0xbf }, (_, n) => String.fromCharCode(0xc0 + n))
    .map((letter) => [letter, folding(letter)] as const)
    .filter(([, bare]) => bare.length === 1),
)

function fold(text: string): Pick<Passage, 'folded' | 'at'> {
  const lower = text.toLowerCase()
  // Nearly always: letters of one unit each, and no marks of their own.
  if (lower.length === text.length && !/[\u0300-\u1FFF\u2C00-\uD7FF]/.test(lower)) {
    const folded = lower.replace(/[\u00C0-\u024F]/g, (letter) => BARE.get(letter) ?? letter)
    return { folded, at: (index) => index }
  }
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

/** Two lists: words, and the phrases in which they mean something else. `holds` may look at the sentence around. */
export type Watch = { words: WordList; unless?: WordList; holds?: (sentence: string) => boolean }

/** Where a passage says one of the words, as marks in its text. */
export function spotted({ folded, starts, text, at }: Passage, { words, unless, holds }: Watch): Mark[] {
  const found = met(folded, starts(), words)
  if (found.length === 0) return found
  const harmless = unless ? met(folded, starts(), unless) : []
  return found
    .filter(({ start, end }) => !harmless.some((phrase) => phrase.start < end && start < phrase.end))
    .filter(({ start, end }) => !holds || holds(sentenceAround(folded, start, end)))
    .map(({ start, end }) => ({ start: at(start), end: end < folded.length ? at(end) : text.length }))
}

export const says = (passages: readonly Passage[], words: WordList): boolean =>
  passages.some(({ folded, starts }) => met(folded, starts(), words, 1).length > 0)

/** As far as anybody looks for the rest of a sentence, in characters. */
const REACH = 240

function sentenceAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - REACH), start)
  const after = text.slice(end, end + REACH)
  const begun = Math.max(...['. ', '!', '?', '\n'].map((stop) => before.lastIndexOf(stop)))
  const stop = after.search(/[!?\n]|\.(?:\s|$)/)
  return before.slice(begun + 1) + text.slice(start, end) + (stop < 0 ? after : after.slice(0, stop))
}
