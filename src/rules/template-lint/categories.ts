import { marksOf, plain } from '../characters.ts'
import type { Mark } from '../finding.ts'
import * as words from './category-words.ts'
import { type Passage, says, spotted, VARIABLE, type Watch } from './passages.ts'
import type { Reading } from './reading.ts'
import { remembered } from './remembered.ts'
import type { Fault, Rule } from './rule.ts'
import { fixedWordsOf, isCourtesy } from './variables.ts'

const isUtility = ({ category }: Reading) => category === 'UTILITY'

/** A fault for every field that says one of the words, with those words marked and named. */
const faultsFrom = (passages: Passage[], marksIn: (passage: Passage) => Mark[]): Fault[] =>
  passages.flatMap((passage) => {
    const marks = marksIn(passage)
    return marks.length > 0 ? [{ field: passage.field, marks, fill: { words: quoted(passage.text, marks) } }] : []
  })

/** The first words found, as they stand in the text. */
function quoted(text: string, marks: readonly Mark[]): string {
  const said = new Set(marks.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ').toLowerCase()))
  return [...said]
    .slice(0, 3)
    .map((word) => `«${word}»`)
    .join(', ')
}

export const faultsOfWords = (reading: Reading, watch: Watch): Fault[] =>
  faultsFrom(reading.passages(), (passage) => spotted(passage, watch))

const promoList = (language: string) =>
  language.startsWith('en') ? words.PROMO.en : language.startsWith('pt') ? words.PROMO.pt : words.PROMO.es

const promotions = remembered((reading: Reading): Fault[] => {
  const watch: Watch = {
    words: promoList(reading.language.toLowerCase()),
    unless: words.PROMO_EXCEPT,
    holds: (sentence) => !words.LETS_OUT.test(sentence),
  }
  return faultsFrom(reading.passages(), (passage) => [
    ...spotted(passage, watch),
    ...marksOf(passage.text, words.PROMO_WITH_ACCENT),
  ])
})

/** Warning that a code is never to be shared is no code. */
const bringsCode = (sentence: string) =>
  sentence.includes(VARIABLE) ||
  !/\b(?:nunca|jamas|no (?:l[aeo]s? |te |se )?(?:pedi|solicit|compart|des\b|dig|entreg|envi)|never|do not|don['’]?t|won['’]?t|will not)/.test(
    sentence,
  )

const hasDatum = ({ parts, buttons, body }: Reading) =>
  parts.some(({ tokens }) => tokens.length > 0) ||
  /\d/.test(body?.text ?? '') ||
  buttons.some(({ url }) => typeof url === 'string' && url.includes('{{'))

/** What makes Meta take a template for another category than the one chosen. */
export const categoryRules: Rule[] = [
  {
    id: 'CAT-01',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Parece promoción ({words}): Meta la pasará a Marketing y costará más. Quita esas palabras o elige Marketing.',
    en: 'It reads as promotion ({words}): Meta will move it to Marketing, which costs more. Remove the words or choose Marketing.',
    find: (reading) => isUtility(reading) && promotions(reading),
  },
  {
    id: 'CAT-02',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Pide renovar o terminar una compra ({words}), y eso es Marketing aunque la persona lo haya pedido: elige Marketing.',
    en: 'It asks to renew or to finish a purchase ({words}), which is Marketing even if the person asked for it: choose Marketing.',
    find: (reading) =>
      isUtility(reading) &&
      faultsFrom(reading.passages(), (passage) => [
        ...spotted(passage, { words: words.RENEWAL }),
        ...spotted(passage, { words: words.CART }),
      ]),
  },
  {
    id: 'CAT-03',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Mezcla un aviso con una promoción ({words}): deja solo el aviso, y la promoción en otra plantilla de Marketing.',
    en: 'It mixes a notice with a promotion ({words}): keep the notice alone, and the promotion in another template of Marketing.',
    find: (reading) =>
      isUtility(reading) &&
      says(reading.passages(), words.TRANSACTION) &&
      promotions(reading).filter(({ field }) => field === 'body'),
  },
  {
    id: 'CAT-04',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Saludos, presentaciones y agradecimientos ({words}) son Marketing: elige esa categoría.',
    en: 'Greetings, introductions and thanks ({words}) are Marketing: choose that category.',
    find: (reading) => {
      if (!isUtility(reading)) return false
      const isNotice = says(reading.passages(), words.TRANSACTION)
      return faultsFrom(reading.passages(), (passage) => [
        ...spotted(passage, { words: words.GREETING }),
        ...(isNotice ? [] : spotted(passage, { words: words.THANKS })),
      ])
    },
  },
  {
    id: 'CAT-05',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Una encuesta ({words}) sin decir de qué pedido, visita o atención es Marketing: nómbralo.',
    en: 'A survey ({words}) that does not say which order, visit or service it is about is Marketing: name it.',
    find: (reading) => {
      if (!isUtility(reading)) return false
      const found = faultsOfWords(reading, { words: words.SURVEY })
      return found.length > 0 && !says(reading.passages(), words.OCCASION) && found
    },
  },
  {
    id: 'CAT-06',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Créditos de cortesía, preaprobados y trámites por continuar ({words}) son Marketing: elige esa categoría.',
    en: 'Courtesy credits, pre-approvals and applications to continue ({words}) are Marketing: choose that category.',
    find: (reading) => isUtility(reading) && faultsOfWords(reading, { words: words.CREDIT }),
  },
  {
    id: 'CAT-07',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Di para qué escribes y a qué pedido o cita se refiere: un texto vacío o vago se toma por Marketing.',
    en: 'Say why you write and which order or appointment it is about: an empty or vague text is taken for Marketing.',
    find: (reading) => {
      const { body } = reading
      if (!isUtility(reading) || !body || body.text.trim() === '') return false
      const isEmpty = fixedWordsOf(body).every((word) => isCourtesy(word) || words.EMPTY_WORDS.has(plain(word)))
      return isEmpty ? 'body' : faultsOfWords(reading, { words: words.VAGUE })
    },
  },
  {
    id: 'CAT-08',
    severity: 'warning',
    confidence: 'c1',
    sources: ['categories'],
    es: 'Los códigos ({words}) van en una plantilla de Authentication: aquí la rechazan sin poder reclamar.',
    en: 'Codes ({words}) belong in an Authentication template: here it is rejected without appeal.',
    find: (reading) =>
      reading.category !== 'AUTHENTICATION' &&
      faultsOfWords(reading, { words: words.CODE, unless: words.CODE_EXCEPT, holds: bringsCode }),
  },
  {
    id: 'CAT-09',
    severity: 'advice',
    confidence: 'c1',
    sources: ['categories', 'providers'],
    es: 'No lleva ningún dato concreto: nombra el pedido, la fecha, el monto o la cita con una variable.',
    en: 'It has no concrete datum: name the order, the date, the amount or the appointment with a variable.',
    find: (reading) => isUtility(reading) && reading.body && !hasDatum(reading) && 'body',
  },
]
