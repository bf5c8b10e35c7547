import {
  emojiMarks,
  hasEmoji,
  hasLineBreak,
  hasMarkup,
  lengthOf,
  markupMarks,
  marksOf,
  plain,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
} from '../characters.ts'
import type { TemplateButton } from '../template.ts'
import { OPT_OUT } from './passages.ts'
import { textOf } from './reading.ts'
import { type Rule, SHORTEN, tooLong } from './rule.ts'

type Buttons = { buttons: TemplateButton[] }

export const ofType = ({ buttons }: Buttons, ...types: string[]) => buttons.filter(({ type }) => types.includes(type))
const isQuickReply = (button: TemplateButton) => button.type === 'QUICK_REPLY'

/** WhatsApp words these itself, so their label may be absent. */
const WORDED_BY_WHATSAPP = ['COPY_CODE', 'OTP', 'CATALOG', 'MPM', 'SPM']
const WHATSAPPS_WORDS =
  /^(?:copy(?: offer)? code|copiar(?: el)? codigo(?: de (?:la )?oferta)?|coupon code|codigo de cupon|copiar|copy)$/

const labelsOf = ({ buttons }: Buttons) =>
  buttons.flatMap((button, at) => {
    const text = textOf(button.text)
    if (text === '' && WORDED_BY_WHATSAPP.includes(button.type)) return []
    return [{ field: `buttons[${at}].text`, text, label: text.trim() }]
  })

export const atMost =
  (most: number, ...types: string[]) =>
  (reading: Buttons) => {
    const found = types.length > 0 ? ofType(reading, ...types).length : reading.buttons.length
    return found > most && { field: 'buttons', fill: { found, most } }
  }

const TOO_MANY = {
  es: 'Hay {found} de esta clase: deja {most} como máximo.',
  en: 'There are {found} of this kind: keep {most} at most.',
}

const breaksLabel = (text: string) => /[{}]/.test(text) || hasLineBreak(text) || hasMarkup(text) || hasEmoji(text)
const USUAL = /^[\p{L}\p{N}\p{M}\s/?¿!¡.,:;'’"«»()+%&#$°º-]*$/u

/** How many buttons there may be, in which order, and what they say. What they carry is in `button-data`. */
export const buttonRules: Rule[] = [
  {
    id: 'BTN-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Hay {found} botones: deja {most} como máximo.',
    en: 'There are {found} buttons: keep {most} at most.',
    find: atMost(10),
  },
  {
    id: 'BTN-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...TOO_MANY,
    find: atMost(10, 'QUICK_REPLY'),
  },
  { id: 'BTN-03', severity: 'error', confidence: 'c1', sources: ['components'], ...TOO_MANY, find: atMost(2, 'URL') },
  {
    id: 'BTN-04',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...TOO_MANY,
    find: atMost(1, 'PHONE_NUMBER'),
  },
  {
    id: 'BTN-05',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...TOO_MANY,
    find: atMost(1, 'COPY_CODE'),
  },
  {
    id: 'BTN-05',
    severity: 'advice',
    confidence: 'c1',
    sources: ['components'],
    es: 'WhatsApp pone su propio texto a este botón: déjalo vacío.',
    en: 'WhatsApp words this button itself: leave its text empty.',
    find: (reading) =>
      reading.buttons.flatMap(({ type, text }, at) => {
        const label = plain(textOf(text)).trim()
        return type === 'COPY_CODE' && label !== '' && !WHATSAPPS_WORDS.test(label) ? [`buttons[${at}].text`] : []
      }),
  },
  {
    id: 'BTN-06',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication', 'provider'],
    es: 'El botón para copiar el código va solo, y solo en Authentication: elige esa categoría o quítalo.',
    en: 'The button that copies the code goes only with Authentication, and alone: choose that category or remove it.',
    find: (reading) => {
      const codes = reading.buttons.filter(isCodeButton).length
      if (reading.category !== 'AUTHENTICATION') return ofType(reading, 'OTP').length > 0 && 'buttons'
      return (codes !== 1 || reading.buttons.length !== 1) && 'buttons'
    },
  },
  {
    id: 'BTN-07',
    severity: 'error',
    confidence: 'c3',
    sources: ['provider'],
    es: 'El botón de catálogo o de productos va solo: quita los demás.',
    en: 'A catalogue or products button stands alone: remove the others.',
    find: (reading) => ofType(reading, 'CATALOG', 'MPM').length > 0 && reading.buttons.length > 1 && 'buttons',
  },
  ...['FLOW', 'VOICE_CALL', 'SPM'].map((type): Rule => ({
    id: 'BTN-08',
    severity: 'error',
    confidence: 'c4',
    sources: ['components', 'caution'],
    ...TOO_MANY,
    find: atMost(1, type),
  })),
  {
    id: 'BTN-09',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Junta todas las respuestas rápidas: todas antes o todas después de los demás botones.',
    en: 'Keep all quick replies together: all before or all after the other buttons.',
    find: ({ buttons }) => {
      const kinds = buttons.map(isQuickReply)
      return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length > 1 && 'buttons'
    },
    mend: ({ buttons }) => {
      const first = buttons[0] ? isQuickReply(buttons[0]) : true
      return buttons.toSorted((a, b) => Number(isQuickReply(a) !== first) - Number(isQuickReply(b) !== first))
    },
    label: { es: 'Ordenar', en: 'Put in order' },
  },
  {
    id: 'BTN-10',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe el texto del botón.',
    en: "Write the button's text.",
    find: (reading) =>
      labelsOf(reading)
        .filter(({ label }) => label === '')
        .map(({ field }) => field),
  },
  {
    id: 'BTN-10',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...SHORTEN,
    find: (reading) =>
      labelsOf(reading)
        .map(({ field, label }) => tooLong(field, lengthOf(label), 25))
        .filter((fault) => fault !== false),
  },
  {
    id: 'BTN-11',
    severity: 'error',
    confidence: 'c2',
    sources: ['answers', 'manager'],
    es: 'El texto del botón no admite variables, saltos de línea, emojis ni los signos * _ ~ `: quítalos.',
    en: "A button's text cannot have variables, line breaks, emojis or the signs * _ ~ `: remove them.",
    find: (reading) =>
      labelsOf(reading)
        .filter(({ label }) => breaksLabel(label))
        .map(({ field, text }) => ({
          field,
          marks: [...marksOf(text, /\{+[^{}]*\}*|\}+|[\n\r]+/g), ...emojiMarks(text), ...markupMarks(text)],
        })),
    mend: (reading, { field }) => {
      const { text = '' } = labelsOf(reading).find((each) => each.field === field) ?? {}
      return withoutMarkup(withoutEmoji(withoutLineBreaks(text)))
    },
  },
  {
    id: 'BTN-12',
    severity: 'advice',
    confidence: 'c4',
    sources: ['components', 'observed'],
    es: 'Tiene signos poco usuales en un botón: es más seguro usar solo letras y números.',
    en: 'It has signs that are unusual in a button: letters and digits are safer.',
    find: (reading) =>
      labelsOf(reading)
        .filter(({ label }) => !breaksLabel(label) && !USUAL.test(label))
        .map(({ field }) => field),
  },
  {
    id: 'BTN-13',
    severity: 'warning',
    confidence: 'c4',
    sources: ['manager'],
    es: 'Otro botón dice lo mismo: cambia uno.',
    en: 'Another button says the same: change one.',
    find: (reading) => {
      const seen = new Set<string>()
      return labelsOf(reading)
        .filter(({ label }) => label !== '' && seen.size === seen.add(plain(label)).size)
        .map(({ field }) => field)
    },
  },
  {
    id: 'BTN-23',
    severity: 'advice',
    confidence: 'c1',
    sources: ['components'],
    es: 'Con más de 3 botones, o mezclados, el mensaje no se ve en computadoras: usa menos, de una clase.',
    en: 'With more than 3 buttons, or with mixed ones, the message cannot be seen on computers: use fewer, of one kind.',
    find: ({ buttons }) => {
      const quick = buttons.filter(isQuickReply).length
      return (buttons.length > 3 || (quick > 0 && quick < buttons.length)) && 'buttons'
    },
  },
  {
    id: 'BTN-24',
    severity: 'advice',
    confidence: 'c1',
    sources: ['components'],
    es: 'Agrega una respuesta rápida para darse de baja, como «No quiero promos»: te bloquearán menos.',
    en: 'Add a quick reply to opt out, such as "Stop promotions": fewer people will block you.',
    find: ({ buttons, category }) =>
      category === 'MARKETING' &&
      !buttons.some((button) => isQuickReply(button) && OPT_OUT.test(plain(textOf(button.text)))) &&
      'buttons',
  },
]

/** Of Authentication; once approved WhatsApp keeps it as a web address of its own. */
export const isCodeButton = ({ type, url }: TemplateButton): boolean =>
  type === 'OTP' || (type === 'URL' && /^https:\/\/www\.whatsapp\.com\/otp\/code/i.test(textOf(url)))
