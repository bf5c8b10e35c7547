import type { Mark } from './finding.ts'

// Flags, keycaps and ZWJ sequences count as one; ©, ® and ™ count only in their coloured form.
const PICTOGRAPH = String.raw`(?![©®™](?!\u{FE0F}))\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*`
const EMOJI = new RegExp(
  String.raw`\p{RI}\p{RI}|[0-9#*]\u{FE0F}?\u{20E3}|${PICTOGRAPH}(?:\u{200D}${PICTOGRAPH})*`,
  'gu',
)
/** A quick look: every emoji has a character of these. */
const MAY_BE_EMOJI = /[©®\u203C-\uFFFF]/
const MARKUP = /[*_~`]/g

export const emojiMarks = (text: string): Mark[] => (MAY_BE_EMOJI.test(text) ? marksOf(text, EMOJI) : [])
export const markupMarks = (text: string): Mark[] => marksOf(text, MARKUP)
export const hasEmoji = (text: string) => MAY_BE_EMOJI.test(text) && text.search(EMOJI) >= 0
export const hasMarkup = (text: string) => text.search(MARKUP) >= 0
export const hasLineBreak = (text: string) => /[\n\r\u2028\u2029]/.test(text)
export const hasLetterOrDigit = (text: string) => /[\p{L}\p{N}]/u.test(text)

export const withoutEmoji = (text: string) => oneSpaced(text.replace(EMOJI, ''))
export const withoutMarkup = (text: string) => oneSpaced(text.replace(MARKUP, ''))
export const withoutLineBreaks = (text: string) =>
  oneSpaced(text.replace(/\s+/g, (space) => (hasLineBreak(space) ? ' ' : space)))

/** Lower case and without accents, to compare words. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** WhatsApp does not say what a character is; UTF-16 units never count fewer than code points. */
export const lengthOf = (text: string) => text.length

/** Where a pattern, which must have the flag `g`, is met. */
export const marksOf = (text: string, pattern: RegExp): Mark[] =>
  [...text.matchAll(pattern)].map(({ 0: met, index }) => ({ start: index, end: index + met.length }))

const oneSpaced = (text: string) => text.replace(/ {2,}/g, ' ').trim()
