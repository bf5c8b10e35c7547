const ENDINGS = new Set(
  'com org net info biz edu gob gov gov app dev io co me pe mx ar cl bo ec uy py ve br es us uk de fr it pt store shop online'.split(
    ' ',
  ),
)
const ADDRESS = /https?:\/\/[^\s{}<>"`]+/iy
const WORD = /[\p{L}\p{N}][\p{L}\p{N}.@+_%-]*/uy
const PATH = /(?::\d{1,5})?[/?#][^\s{}<>"`]*/y
const MAIL = /^[^@]+@[^@.]+(?:\.[^@.]+)*\.\p{L}{2,}$/u
const HOST = /^(?:[\p{L}\p{N}-]+\.)+(\p{L}{2,})$/u
const TRAILING = new Set('.,;:!?)]}\'"*_~…')

const from = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** A sentence's own punctuation and WhatsApp's marks at its end belong to no address. */
function trimmed(link: string): string {
  let end = link.length
  while (end > 0 && TRAILING.has(link[end - 1] ?? '')) end--
  return link.slice(0, end)
}

/**
 * What WhatsApp makes a link of at this place, which must be the beginning of a word: web addresses, with or without
 * https, and mail addresses. `length` is 0 where there is none; `past` is how far one has looked, so that nobody looks again.
 */
export function linkAt(text: string, at: number): { length: number; past: number } {
  const address = from(ADDRESS, text, at)
  if (address) return { length: trimmed(address).length, past: at + address.length }
  const word = from(WORD, text, at)
  const name = trimmed(word)
  const none = { length: 0, past: at + word.length }
  if (MAIL.test(name)) return { length: name.length, past: at + word.length }
  const ending = HOST.exec(name)?.[1]?.toLowerCase()
  if (ending === undefined || !ENDINGS.has(ending)) return none
  const path = name === word ? trimmed(from(PATH, text, at + word.length)) : ''
  return { length: name.length + path.length, past: at + word.length + path.length }
}
