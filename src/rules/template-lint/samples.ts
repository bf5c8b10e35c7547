import { keysOf, type Reading, sampleOf } from './reading.ts'
import type { Rule } from './rule.ts'

const POOR =
  /^(?:x+|\.+|-+|\?+|_+|test|testing|prueba|ejemplo|example|sample|muestra|asdf\w*|lorem.*|abc|n\/?a|todo|tbd|texto|text|valor|value|variable|string|null|undefined)$/i
const VARIABLE = /\{\{[^{}]*\}\}/
/** A mailbox that belongs to a person, a phone number, a card. Nobody's are 555, rows of one digit and counting up. */
const PERSONAL =
  /[\w.+-]+@(?:gmail|hotmail|outlook|yahoo|icloud|live|msn|proton(?:mail)?)\.|(?<!\d)\+\d[\d\s().-]{8,}|(?<!\d)\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)/i
const NOBODYS = /555|0000|(\d)\1{4}|12345|(?:\d)(?:00){2}/
/** As much of a sample as is looked at. */
const ENOUGH = 200

const isPersonal = (sample: string) => PERSONAL.test(sample) && !NOBODYS.test(sample.replace(/\D/g, ''))
const isPoor = (sample: string) => POOR.test(sample) || VARIABLE.test(sample) || isPersonal(sample)

const samplesOf = (reading: Reading, isFound: (sample: string) => boolean) =>
  reading.parts.flatMap((part) =>
    keysOf(part)
      .map((key) => ({ key, ...sampleOf(reading, part, key) }))
      .filter(({ sample }) => isFound(sample.trim().slice(0, ENOUGH)))
      .map(({ key, field }) => ({ field, fill: { variable: `{{${key}}}` } })),
  )

export const sampleRules: Rule[] = [
  {
    id: 'VAR-14',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe un ejemplo para {variable}.',
    en: 'Write a sample for {variable}.',
    find: (reading) => !reading.sampled && samplesOf(reading, (sample) => sample === ''),
  },
  {
    id: 'VAR-15',
    severity: 'warning',
    confidence: 'c1',
    sources: ['review'],
    es: 'Pon en {variable} un ejemplo verosímil e inventado: ni relleno, ni variables, ni datos de alguien.',
    en: "Give {variable} a lifelike, invented sample: no filler, no variables, nobody's data.",
    find: (reading) => samplesOf(reading, isPoor),
  },
]
