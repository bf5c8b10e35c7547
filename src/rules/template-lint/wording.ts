import { marksOf, plain } from '../characters.ts'
import type { Mark } from '../finding.ts'
import { SHORTENER_IN_TEXT, WHATSAPP_IN_TEXT } from './links.ts'
import { gapsOf, outsideTokens, type Part, type Sibling } from './reading.ts'
import { remembered } from './remembered.ts'
import { type Rule, where } from './rule.ts'

/** Marks of a pattern in what stands outside the variables. */
const outside = (body: Part | null, pattern: RegExp): Mark[] =>
  (body ? gapsOf(body) : []).flatMap((gap) =>
    marksOf(gap.text, pattern).map(({ start, end }) => ({ start: gap.start + start, end: gap.start + end })),
  )

const fixedText = (body: Part | null) =>
  body
    ? gapsOf(body)
        .map(({ text }) => text)
        .join(' ')
    : ''

const GAP_IN_FORM = String.raw`nombres?|name|apellidos?|cliente|customer|usuario|fecha|date|hora|time|monto|amount|precio|price|link|enlace|url|pedido|order|producto|product|empresa|company|negocio|business|direccion|dirección|address|telefono|teléfono|phone|numero|número|number|codigo|código|code|correo|email|ciudad|city|insertar?|insert|tu|your|completar|placeholder|texto|text|variable|campo|field|x+`
const LEFT_OVER = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:x{3,}|lorem ipsum|tbd|asdf\w{0,20}|blah blah)(?![\p{L}\p{N}])`,
    String.raw`\[(?=[^\]\n]{0,30}\])(?:[^\]\n]{0,30}[^\p{L}\]\n])?(?:${GAP_IN_FORM})(?!\p{L})[^\]\n]{0,30}\]`,
    String.raw`<\p{L}[^<>\n]{0,29}>|%[a-z_]{2,20}%|_{4,}`,
    // "Test" and "prueba" mean much else: a test drive, a trial, a laboratory's result.
    String.raw`(?<![\p{L}\p{N}])(?:(?:mensaje|plantilla|texto|env[ií]o) de (?:prueba|test)|es una prueba(?= *(?:[.!]|$))|prueba prueba|test test|this is (?:just )?a test|test (?:message|template)|(?:prueba|test) ?\d{1,3}(?= *(?:[.!]|$)))(?![\p{L}\p{N}])`,
  ].join('|'),
  'giu',
)
/** A quick look, since hardly any text has one. */
const MAY_BE_LEFT_OVER = /[[<%]|__|xxx|lorem|tbd|asdf|blah|prueba|test/i
const LEFT_OVER_ALONE = /^(?:[Pp]rueba|[Tt]est|[Tt]esting)[ .!]*$|(?<![\p{L}\p{N}])(?:TEST|PRUEBA)(?![\p{L}\p{N}])/gmu

const normal = ({ body, footer }: Pick<Sibling, 'body' | 'footer'>) =>
  plain(`${body ?? ''}\n${footer ?? ''}`)
    .replace(/\s+/g, ' ')
    .trim()

/** WhatsApp calls two templates duplicates when body and footer read the same. */
const normalised = remembered((sibling: Sibling) => normal(sibling))

const EDGE_MARKS = ['*', '_', '~'].map(
  (mark) => new RegExp(`(?<![\\p{L}\\p{N}])[${mark}](?=\\S)|(?<=\\S)[${mark}](?![\\p{L}\\p{N}])`, 'gu'),
)

const isOdd = (line: string) => EDGE_MARKS.some((mark) => (line.match(mark)?.length ?? 0) % 2 === 1)

/** How many characters two spellings of a text have in common, place by place. */
function same(one: string, other: string): number {
  let count = 0
  for (let at = 0; at < one.length; at++) if (one.charCodeAt(at) === other.charCodeAt(at)) count++
  return count
}

/** A formatting mark without its partner on the line shows as it is. */
function hasLoneMark(text: string): boolean {
  const blocks = text.replace(/https?:\S+/g, '').split('```')
  const lines = blocks.filter((_, at) => at % 2 === 0).flatMap((block) => block.split('\n'))
  return blocks.length % 2 === 0 || lines.some(isOdd)
}

/** What a body says that review may hold against it. */
export const wordingRules: Rule[] = [
  {
    id: 'BODY-08',
    severity: 'warning',
    confidence: 'c4',
    sources: ['provider'],
    es: 'Quita las tabulaciones y los espacios seguidos.',
    en: 'Remove tabs and runs of spaces.',
    find: ({ body }) => where('body', outside(body, /\t+| {5,}/g)),
    mend: ({ body }) => body && outsideTokens(body, (piece) => piece.replace(/[\t ]*\t[\t ]*| {5,}/g, ' ')),
  },
  {
    id: 'BODY-10',
    severity: 'warning',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Cambia el enlace acortado por la dirección completa de tu sitio.',
    en: 'Replace the shortened link by the full address of your site.',
    find: ({ body }) => where('body', outside(body, SHORTENER_IN_TEXT)),
  },
  {
    id: 'BODY-11',
    severity: 'warning',
    confidence: 'c4',
    sources: ['caution'],
    es: 'Quita el enlace a WhatsApp: la persona ya puede responder aquí mismo.',
    en: 'Remove the link to WhatsApp: the person can already answer right here.',
    find: ({ body }) => where('body', outside(body, WHATSAPP_IN_TEXT)),
  },
  {
    id: 'BODY-12',
    severity: 'warning',
    confidence: 'c1',
    sources: ['review'],
    es: 'Ya tienes «{name}» con el mismo texto: cambia el cuerpo o el pie.',
    en: 'You already have "{name}" with the same text: change the body or the footer.',
    find: ({ body, footer, category, siblings }) => {
      if (category === 'AUTHENTICATION' || siblings.length === 0) return false
      const own = normal({ body: body?.text ?? '', footer })
      const twin = own !== '' && siblings.find((other) => normalised(other) === own)
      return twin && { field: 'body', fill: { name: twin.name } }
    },
  },
  {
    id: 'BODY-13',
    severity: 'warning',
    confidence: 'c4',
    sources: ['caution'],
    es: 'Parece quedar un texto de relleno: escribe el definitivo o usa una variable.',
    en: 'Some filler text seems to be left: write the final one or use a variable.',
    find: ({ body }) =>
      MAY_BE_LEFT_OVER.test(body?.text ?? '') &&
      where('body', [...outside(body, LEFT_OVER), ...outside(body, LEFT_OVER_ALONE)]),
  },
  {
    id: 'BODY-14',
    severity: 'advice',
    confidence: 'c4',
    sources: ['caution'],
    es: 'Tantas mayúsculas o signos repetidos parecen spam: escribe con calma.',
    en: 'So many capitals or repeated signs look like spam: write calmly.',
    find: ({ body }) => {
      const text = fixedText(body)
      // A letter is what has two cases; those of scripts without cases shout in no way.
      const lower = text.toLowerCase()
      const letters = text.length - same(lower, text.toUpperCase())
      const capitals = text.length - same(lower, text)
      return ((letters >= 20 && capitals * 2 > letters) || /([!?¡¿$%#@&=+])\1\1/.test(text)) && 'body'
    },
  },
  {
    id: 'BODY-15',
    severity: 'advice',
    confidence: 'c3',
    sources: ['provider'],
    es: 'Pasa de 5 líneas, y WhatsApp esconderá el resto tras «Leer más»: acórtalo si puedes.',
    en: 'It has more than 5 lines, and WhatsApp will fold the rest under "Read more": shorten it if you can.',
    find: ({ body, category }) =>
      category === 'MARKETING' && (body?.text ?? '').split('\n').filter((line) => line.trim()).length > 5 && 'body',
  },
  {
    id: 'BODY-09',
    severity: 'advice',
    confidence: 'c1',
    sources: ['components', 'observed'],
    es: 'Hay un signo de formato sin su pareja, que se verá tal cual: ciérralo o quítalo.',
    en: 'There is a formatting sign without its partner, which will show as it is: close it or remove it.',
    find: ({ body }) => body && hasLoneMark(body.text.replace(/\{\{[a-z0-9_]+\}\}/g, 'x')) && 'body',
  },
]
