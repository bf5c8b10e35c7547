import { faultsOfWords } from './categories.ts'
import * as words from './policy-words.ts'
import type { Rule } from './rule.ts'

/** Asked for, and neither shown in part nor said never to be asked for. */
const isAskedFor = (sentence: string) =>
  words.ASKS.test(sentence) && !words.DENIES.test(sentence) && !words.PARTIAL.test(sentence)

const isThreat = (sentence: string) => !/\b(?:nunca|evita que|para evitar un fraude)\b/.test(sentence)

/** What WhatsApp's policy forbids to ask, to threaten with and to sell. */
export const policyRules: Rule[] = [
  {
    id: 'POL-03',
    severity: 'warning',
    confidence: 'c1',
    sources: ['policy'],
    es: 'No pidas números completos de tarjeta, cuenta o documento, ni fotos de ellos ({words}): pide solo los últimos dígitos.',
    en: 'Do not ask for full card, account or identity numbers, nor photos of them ({words}): ask for the last digits only.',
    find: (reading) =>
      reading.category !== 'AUTHENTICATION' &&
      faultsOfWords(reading, { words: words.SENSITIVE, unless: words.SENSITIVE_EXCEPT, holds: isAskedFor }),
  },
  {
    id: 'POL-04',
    severity: 'warning',
    confidence: 'c1',
    sources: ['policy'],
    es: 'Evita amenazas ({words}): di qué se debe y cómo pagarlo.',
    en: 'Avoid threats ({words}): say what is due and how to pay it.',
    find: (reading) =>
      reading.category !== 'AUTHENTICATION' &&
      faultsOfWords(reading, { words: words.THREAT, unless: words.THREAT_EXCEPT, holds: isThreat }),
  },
  {
    id: 'POL-05',
    severity: 'warning',
    confidence: 'c1',
    sources: ['policy'],
    es: 'WhatsApp no permite vender esto ({words}): quítalo del mensaje.',
    en: 'WhatsApp does not allow selling this ({words}): take it out of the message.',
    find: (reading) =>
      reading.category !== 'AUTHENTICATION' &&
      faultsOfWords(reading, {
        words: reading.category === 'MARKETING' ? words.PROHIBITED_IN_MARKETING : words.PROHIBITED,
        unless: words.PROHIBITED_EXCEPT,
      }),
  },
]
