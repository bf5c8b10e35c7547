import { plain } from '../characters.ts'
import { outsideTokens, type Part, piecesOf, type Sibling } from './reading.ts'
import { REPLACE, rule } from './rule.ts'

const SHORTENERS =
  /(?<![\w.-])(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|cutt\.ly|is\.gd|ow\.ly|rb\.gy|shorturl\.at)(?![\w.-]*\w)/i
const WHATSAPP_LINK = /(?<![\w-])(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com)(?![\w-])/i
const LEFT_OVER = /(?<!\p{L})(?:x{4,}|lorem ipsum|test|prueba)(?!\p{L})|\[[^\]\n]{1,30}\]|<\p{L}[^>\n]{0,29}>/iu

const fixedText = (body: Part | null) => (body ? piecesOf(body).join(' ') : '')

/** WhatsApp calls two templates duplicates when body and footer read the same. */
const normalised = (template: Pick<Sibling, 'body' | 'footer'>) =>
  plain(`${template.body ?? ''}\n${template.footer ?? ''}`)
    .replace(/\s+/g, ' ')
    .trim()

const EDGE_MARKS = ['*', '_', '~'].map(
  (mark) => new RegExp(`(?<![\\p{L}\\p{N}])[${mark}](?=\\S)|(?<=\\S)[${mark}](?![\\p{L}\\p{N}])`, 'gu'),
)

const isOdd = (line: string) => EDGE_MARKS.some((mark) => (line.match(mark)?.length ?? 0) % 2 === 1)

/** A formatting mark without its partner on the line shows as it is. */
function hasLoneMark(text: string): boolean {
  const blocks = text.replace(/https?:\S+/g, '').split('```')
  const lines = blocks.filter((_, at) => at % 2 === 0).flatMap((block) => block.split('\n'))
  return blocks.length % 2 === 0 || lines.some(isOdd)
}

/** What a body says that review may hold against it. */
export const wordingRules = [
  rule(
    'BODY-08',
    'warning',
    'c4',
    ({ body }) =>
      body &&
      piecesOf(body).some((piece) => /\t| {5}/.test(piece)) && {
        field: 'body',
        es: 'Quita las tabulaciones y los espacios seguidos.',
        en: 'Remove tabs and runs of spaces.',
        mend: { label: REPLACE, value: outsideTokens(body, (piece) => piece.replace(/[\t ]*\t[\t ]*| {5,}/g, ' ')) },
      },
  ),

  rule(
    'BODY-10',
    'warning',
    'c2',
    ({ body }) =>
      SHORTENERS.test(fixedText(body)) && {
        field: 'body',
        es: 'Cambia el enlace acortado por la dirección completa de tu sitio.',
        en: 'Replace the shortened link by the full address of your site.',
      },
  ),

  rule(
    'BODY-11',
    'warning',
    'c4',
    ({ body }) =>
      WHATSAPP_LINK.test(fixedText(body)) && {
        field: 'body',
        es: 'Quita el enlace a WhatsApp: la persona ya puede responder aquí mismo.',
        en: 'Remove the link to WhatsApp: the person can already answer right here.',
      },
  ),

  rule('BODY-12', 'warning', 'c1', ({ body, footer, category, siblings }) => {
    const own = normalised({ body: body?.text ?? '', footer })
    const twin = category !== 'AUTHENTICATION' && own !== '' && siblings.find((other) => normalised(other) === own)
    return (
      twin && {
        field: 'body',
        es: `Ya tienes «${twin.name}» con el mismo texto: cambia el cuerpo o el pie.`,
        en: `You already have "${twin.name}" with the same text: change the body or the footer.`,
      }
    )
  }),

  rule(
    'BODY-13',
    'warning',
    'c4',
    ({ body }) =>
      LEFT_OVER.test(fixedText(body)) && {
        field: 'body',
        es: 'Parece quedar un texto de relleno: escribe el definitivo o usa una variable.',
        en: 'Some filler text seems to be left: write the final one or use a variable.',
      },
  ),

  rule('BODY-14', 'advice', 'c4', ({ body }) => {
    const text = fixedText(body)
    const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
    const letters = text.match(/\p{L}/gu)?.length ?? 0
    return (
      ((letters >= 20 && capitals * 2 > letters) || /([!?¡¿$%#@&=+])\1\1/.test(text)) && {
        field: 'body',
        es: 'Tantas mayúsculas o signos repetidos parecen spam: escribe con calma.',
        en: 'So many capitals or repeated signs look like spam: write calmly.',
      }
    )
  }),

  rule(
    'BODY-15',
    'advice',
    'c3',
    ({ body, category }) =>
      body &&
      category === 'MARKETING' &&
      body.text.split('\n').filter((line) => line.trim()).length > 5 && {
        field: 'body',
        es: 'Pasa de 5 líneas: WhatsApp esconderá el resto tras «Leer más».',
        en: 'It has more than 5 lines: WhatsApp will fold the rest under "Read more".',
      },
  ),

  rule(
    'BODY-09',
    'advice',
    'c1',
    ({ body }) =>
      body &&
      hasLoneMark(body.text.replace(/\{\{[^}]*\}\}/g, 'x')) && {
        field: 'body',
        es: 'Hay un signo de formato sin su pareja: se verá tal cual.',
        en: 'There is a formatting sign without its partner: it will show as it is.',
      },
  ),
]
