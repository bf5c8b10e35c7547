// Flags, keycaps and ZWJ sequences count as one; ©, ® and ™ count only in their coloured form.
const PICTOGRAPH = String.raw`(?![©®™](?!\u{FE0F}))\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*`
const EMOJI = new RegExp(
  String.raw`\p{RI}\p{RI}|[0-9#*]\u{FE0F}?\u{20E3}|${PICTOGRAPH}(?:\u{200D}${PICTOGRAPH})*`,
  'gu',
)
const MARKUP = /[*_~`]/g

export const emojisIn = (text: string) => text.match(EMOJI) ?? []
export const hasEmoji = (text: string) => text.search(EMOJI) >= 0
export const hasMarkup = (text: string) => text.search(MARKUP) >= 0
export const hasLineBreak = (text: string) => /[\n\r\u2028\u2029]/.test(text)
export const hasLetterOrDigit = (text: string) => /[\p{L}\p{N}]/u.test(text)

export const withoutEmoji = (text: string) => oneSpaced(text.replace(EMOJI, ''))
export const withoutMarkup = (text: string) => oneSpaced(text.replace(MARKUP, ''))
export const withoutLineBreaks = (text: string) => oneSpaced(text.replace(/\s*[\n\r\u2028\u2029]\s*/g, ' '))

/** Lower case and without accents, to compare words. */
export const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** WhatsApp does not say what a character is; UTF-16 units never count fewer than code points. */
export const lengthOf = (text: string) => text.length

const oneSpaced = (text: string) => text.replace(/ {2,}/g, ' ').trim()
