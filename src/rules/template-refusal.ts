import type { Lang, Sentence } from './template.ts'

type Row = Sentence & { codes: readonly number[]; says?: RegExp }

/** What is answered at once to a request or an edit (rulebook 8.1), by Meta's subcode or by what the provider says instead. */
const ROWS: readonly Row[] = [
  {
    codes: [2388019],
    says: /template limit|maximum number of templates/i,
    es: 'Llegaste al máximo de plantillas de la cuenta. Borra o archiva las que no uses, o verifica tu empresa para tener hasta 6.000.',
    en: 'You have reached the template limit of this account. Delete or archive unused ones, or verify your business to get up to 6,000.',
  },
  {
    codes: [2388023],
    says: /being deleted/i,
    es: 'Ese nombre está reservado porque su versión anterior se está borrando (hasta 30 días). Usa otro nombre, por ejemplo con _v2.',
    en: 'This name is reserved while its former version is being deleted (up to 30 days). Use another name, for example ending in _v2.',
  },
  {
    codes: [2388024],
    says: /already exists/i,
    es: 'Ya hay una plantilla con ese nombre en ese idioma. Edítala o elige otro nombre.',
    en: 'There is already a template with this name in this language. Edit it or choose another name.',
  },
  {
    codes: [2388039],
    es: 'No se puede editar ahora: está en revisión o ya se editó hoy.',
    en: 'It cannot be edited now: it is in review or was already edited today.',
  },
  {
    codes: [2388040],
    es: 'Un texto supera el largo permitido (en marketing el cuerpo puede tener un tope de 550). Acórtalo.',
    en: 'One text is longer than allowed (marketing bodies may be limited to 550). Shorten it.',
  },
  {
    codes: [2388060],
    es: 'El texto del botón no admite variables, saltos de línea, emojis ni formato.',
    en: 'Button text cannot have variables, line breaks, emojis or formatting.',
  },
  {
    // 2388072 was seen with the sentence of the header: what is said goes before the number.
    codes: [2388047],
    says: /header[^.]*(new lines?|newlines?|emojis?|asterisk|format)/i,
    es: 'El encabezado no admite saltos de línea, emojis ni * _ ~.',
    en: 'The header cannot have line breaks, emojis or * _ ~.',
  },
  {
    codes: [2388072],
    es: 'El cuerpo tiene tres o más saltos de línea seguidos, solo variables, o demasiados emojis (10 como máximo).',
    en: 'The body has three or more line breaks in a row, only variables, or too many emojis (10 at most).',
  },
  {
    codes: [2388073],
    es: 'El pie no admite variables, saltos de línea ni emojis.',
    en: 'The footer cannot have variables, line breaks or emojis.',
  },
  {
    codes: [2388293],
    says: /too many (variables|parameters)/i,
    es: 'Hay demasiadas variables para tan poco texto. Agrega palabras fijas o quita variables.',
    en: 'Too many variables for so little text. Add fixed words or remove variables.',
  },
  {
    codes: [2388299],
    says: /variables? (can'?t|cannot) be at the (start|beginning|end)/i,
    es: 'El mensaje no puede empezar ni terminar con una variable. Agrega texto antes o después.',
    en: 'The message cannot start or end with a variable. Add text before or after it.',
  },
  {
    codes: [200],
    says: /whatsapp_business_management/i,
    es: 'La conexión con Meta no tiene permiso para administrar plantillas. Vuelve a conectar la cuenta.',
    en: 'The connection to Meta is not allowed to manage templates. Reconnect the account.',
  },
]

/** What can be answered so: to a request, an edit, a deletion. */
export const REFUSED_AT_ONCE: ReadonlySet<unknown> = new Set(['NOT_ACCEPTED', 'EDIT_REFUSED', 'DELETE_REFUSED'])

/** Meta's number for it, where the answer names one or says what stands for one. */
export function refusalCode(answer: string): number | undefined {
  const said = ROWS.find(({ says }) => says?.test(answer))
  if (said) return said.codes[0]
  const named = [...answer.matchAll(/\b2388\d{3}\b|\(#(\d{1,6})\)/g)].map(([whole, code]) => Number(code ?? whole))
  return named.find((code) => ROWS.some(({ codes }) => codes.includes(code))) ?? named[0]
}

/** TP-6: why a request was not taken, in plain words; what is not known is shown as it came. */
export function explainRefusal(answer: string, lang: Lang): string {
  const code = refusalCode(answer)
  const row = ROWS.find(({ codes }) => code !== undefined && codes.includes(code))
  if (row) return row[lang]
  if (code === 100) {
    return { es: `Meta no aceptó un dato. Detalle: ${answer}`, en: `Meta did not accept a value. Detail: ${answer}` }[
      lang
    ]
  }
  return { es: `Respuesta de Gupshup: ${answer}`, en: `Answer of Gupshup: ${answer}` }[lang]
}
