import type { Mark } from '../finding.ts'
import type { Token } from '../parameters.ts'
import { badBracesIn, namedApart, renumbered, renumberedApart, repaired } from './braces.ts'
import { keysOf, type Part, type Reading } from './reading.ts'
import { type Fault, type Rule, where } from './rule.ts'

/** A check that header and body obey alike, each for itself: every component numbers its own variables. */
const inEach =
  (marks: (part: Part) => readonly Mark[]) =>
  ({ parts }: Reading) =>
    parts.map((part) => where(part.field, marks(part))).filter((fault) => fault !== false)

const repairedPart = ({ parts }: Reading, { field }: Fault) => {
  const part = parts.find((one) => one.field === field)
  return part && repaired(part.text)
}

const isMixed = ({ tokens }: Part) => new Set(tokens.map((token) => token.positional)).size > 1
const isPositional = ({ tokens }: Part) => tokens.every((token) => token.positional)

/** The variables that came before in the same text. */
function repeatedIn({ tokens }: Part, positional: boolean): Token[] {
  const seen = new Set<string>()
  return tokens.filter((token) => token.positional === positional && seen.size === seen.add(token.key).size)
}

/** Those whose number is not the next one. */
function outOfOrder(part: Part): Token[] {
  const place = new Map(keysOf(part).map((key, at) => [key, at + 1]))
  return isPositional(part) ? part.tokens.filter(({ key }) => Number(key) !== place.get(key)) : []
}

/** How variables are written and numbered; VAR-16 is FTR-02 and BTN-11. */
export const tokenRules: Rule[] = [
  {
    id: 'VAR-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['review'],
    es: 'Cada variable lleva dos llaves de cada lado, como {{1}}.',
    en: 'Every variable has two braces on each side, as in {{1}}.',
    find: inEach(({ text }) => badBracesIn(text).filter(({ braces }) => braces)),
    mend: repairedPart,
  },
  {
    id: 'VAR-08',
    severity: 'error',
    confidence: 'c1',
    sources: ['review'],
    es: 'Dentro de las llaves solo van números, minúsculas sin tilde o guion bajo.',
    en: 'Only digits, lower-case letters without accents or underscores go inside the braces.',
    find: inEach(({ text }) => badBracesIn(text).filter(({ characters }) => characters)),
    mend: repairedPart,
  },
  {
    id: 'VAR-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['review', 'manager'],
    es: 'Numera con un entero y nada más, como {{1}}.',
    en: 'Number with a whole number and nothing else, as in {{1}}.',
    find: inEach(({ text, tokens }) => [
      ...tokens.filter(({ key, positional }) => positional && /^0\d/.test(key)),
      ...badBracesIn(text).filter(({ inside, characters }) => characters && /^\P{L}*\d\P{L}*$/u.test(inside)),
    ]),
    mend: repairedPart,
  },
  {
    id: 'VAR-05',
    severity: 'error',
    confidence: 'c1',
    sources: ['overview', 'manager'],
    es: 'El nombre de una variable va en minúsculas sin tilde y con 32 caracteres como máximo.',
    en: "A variable's name is written in lower case without accents, in 32 characters at most.",
    find: inEach(({ text, tokens }) => [
      ...tokens.filter(({ key }) => key.length > 32),
      ...badBracesIn(text).filter(({ inside, characters }) => characters && /\p{L}/u.test(inside)),
    ]),
    mend: repairedPart,
  },
  {
    id: 'VAR-07',
    severity: 'error',
    confidence: 'c1',
    sources: ['overview'],
    es: 'Usa variables numeradas o con nombre, no las dos formas.',
    en: 'Use numbered or named variables, not both.',
    find: inEach((part) => (isMixed(part) ? part.tokens.filter(({ positional }) => !positional) : [])),
    mend: renumbered,
  },
  {
    id: 'VAR-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['review', 'overview'],
    es: 'Numera {{1}}, {{2}}, {{3}}… en orden y sin saltos.',
    en: 'Number {{1}}, {{2}}, {{3}}… in order, with no gaps.',
    find: inEach(outOfOrder),
    mend: renumbered,
  },
  {
    id: 'VAR-04',
    severity: 'warning',
    confidence: 'c4',
    sources: ['observed'],
    es: 'Un mismo número aparece dos veces: usa uno nuevo para cada lugar.',
    en: 'The same number appears twice: use a new one for each place.',
    find: (reading) => reading.settings.warnOfRepeatedNumber && inEach((part) => repeatedIn(part, true))(reading),
    mend: renumberedApart,
  },
  {
    id: 'VAR-06',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Un mismo nombre aparece dos veces: dale otro a cada lugar.',
    en: 'The same name appears twice: give each place its own.',
    find: inEach((part) => repeatedIn(part, false)),
    mend: namedApart,
  },
]
