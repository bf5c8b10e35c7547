import type { Sentence } from '../template.ts'
import { badBracesIn, renumbered, repaired } from './braces.ts'
import { keysOf, type Part, type Reading } from './reading.ts'
import { REPLACE, rule } from './rule.ts'

/** A check that header and body obey alike, each for itself: every component numbers its own variables. */
const inEach =
  (
    breaks: (part: Part) => boolean,
    say: Sentence,
    mend?: (part: Part, reading: Reading) => { value: string; examples?: Record<string, string> },
  ) =>
  (reading: Reading) =>
    reading.parts.filter(breaks).map((part) => ({
      field: part.field,
      ...say,
      ...(mend && { mend: { label: REPLACE, ...mend(part, reading) } }),
    }))

const isPositional = (part: Part) => part.tokens.every((token) => token.positional)
const isMixed = (part: Part) => new Set(part.tokens.map((token) => token.positional)).size > 1
const repeats = (part: Part, positional: boolean) => {
  const tokens = part.tokens.filter((token) => token.positional === positional)
  return new Set(tokens.map((token) => token.key)).size < tokens.length
}

/** How variables are written and numbered; VAR-16 is FTR-02 and BTN-11. */
export const tokenRules = [
  rule(
    'VAR-01',
    'error',
    'c1',
    inEach(
      ({ text }) => badBracesIn(text).some(({ fault }) => fault === 'braces'),
      {
        es: 'Cada variable lleva dos llaves de cada lado, como {{1}}.',
        en: 'Every variable has two braces on each side, as in {{1}}.',
      },
      ({ text }) => ({ value: repaired(text) }),
    ),
  ),

  rule(
    'VAR-08',
    'error',
    'c1',
    inEach(
      ({ text }) => badBracesIn(text).some(({ fault }) => fault === 'characters'),
      {
        es: 'Dentro de las llaves solo van números, minúsculas sin tilde o guion bajo.',
        en: 'Only digits, lower-case letters without accents or underscores go inside the braces.',
      },
      ({ text }) => ({ value: repaired(text) }),
    ),
  ),

  rule(
    'VAR-02',
    'error',
    'c1',
    inEach(
      ({ text, tokens }) =>
        tokens.some(({ key, positional }) => positional && /^0\d/.test(key)) ||
        badBracesIn(text).some(({ inside, fault }) => fault === 'characters' && /^\P{L}*\d\P{L}*$/u.test(inside)),
      {
        es: 'Numera con un entero y nada más, como {{1}}.',
        en: 'Number with a whole number and nothing else, as in {{1}}.',
      },
      ({ text }) => ({ value: repaired(text) }),
    ),
  ),

  rule(
    'VAR-05',
    'error',
    'c1',
    inEach(
      ({ text, tokens }) =>
        tokens.some(({ key }) => key.length > 32) ||
        badBracesIn(text).some(({ inside, fault }) => fault === 'characters' && /^[\p{L}\p{N}_]+$/u.test(inside)),
      {
        es: 'El nombre de una variable va en minúsculas sin tilde y con 32 caracteres como máximo.',
        en: "A variable's name is written in lower case without accents, in 32 characters at most.",
      },
      ({ text }) => ({ value: repaired(text) }),
    ),
  ),

  rule(
    'VAR-07',
    'error',
    'c1',
    inEach(
      isMixed,
      {
        es: 'Usa variables numeradas o con nombre, no las dos formas.',
        en: 'Use numbered or named variables, not both.',
      },
      renumbered,
    ),
  ),

  rule(
    'VAR-03',
    'error',
    'c1',
    inEach(
      (part) => isPositional(part) && keysOf(part).some((key, at) => Number(key) !== at + 1),
      {
        es: 'Numera {{1}}, {{2}}, {{3}}… en orden y sin saltos.',
        en: 'Number {{1}}, {{2}}, {{3}}… in order, with no gaps.',
      },
      renumbered,
    ),
  ),

  rule(
    'VAR-04',
    'warning',
    'c4',
    inEach((part) => repeats(part, true), {
      es: 'Un mismo número aparece dos veces: usa uno nuevo para cada lugar.',
      en: 'The same number appears twice: use a new one for each place.',
    }),
  ),

  rule(
    'VAR-06',
    'error',
    'c2',
    inEach((part) => repeats(part, false), {
      es: 'Un mismo nombre aparece dos veces: dale otro a cada lugar.',
      en: 'The same name appears twice: give each place its own.',
    }),
  ),
]
