import {
  hasEmoji,
  hasLineBreak,
  hasMarkup,
  lengthOf,
  plain,
  withoutEmoji,
  withoutLineBreaks,
  withoutMarkup,
} from '../characters.ts'
import type { TemplateButton } from '../template.ts'
import { REPLACE, rule, tooMany } from './rule.ts'

const ofType = (buttons: TemplateButton[], type: string) => buttons.filter((button) => button.type === type)
const isQuickReply = (button: TemplateButton) => button.type === 'QUICK_REPLY'

/** WhatsApp words these itself, so their label may be absent. */
const WORDED_BY_WHATSAPP = ['COPY_CODE', 'OTP', 'CATALOG', 'MPM', 'SPM']

const labels = (buttons: TemplateButton[]) =>
  buttons.flatMap((button, at) => {
    const text = typeof button.text === 'string' ? button.text : ''
    if (text === '' && WORDED_BY_WHATSAPP.includes(button.type)) return []
    return [{ field: `buttons[${at}].text`, text: text.trim() }]
  })

const atMost = (most: number, type?: string) => (reading: { buttons: TemplateButton[] }) => {
  const found = type ? ofType(reading.buttons, type).length : reading.buttons.length
  return (
    found > most && {
      field: 'buttons',
      es: `Hay ${found}: el máximo es ${most}.`,
      en: `There are ${found}: the limit is ${most}.`,
    }
  )
}

const breaksLabel = (text: string) => /[{}]/.test(text) || hasLineBreak(text) || hasMarkup(text) || hasEmoji(text)
const USUAL = /^[\p{L}\p{N}\p{M}\s/?¿!¡.,:;'’"«»()+%&#$°º-]*$/u
const OPT_OUT =
  /\bno (?:quiero|deseo|me interesa|recibir|enviar)|\bbaja\b|\bdetener\b|\bdejar de\b|\bstop\b|\bunsubscribe\b|\bopt out\b|\bno more\b/

/** Those of the limits of a button's content (URL, phone, code) that need more than its label come with their kinds. */
export const buttonRules = [
  rule('BTN-01', 'error', 'c1', atMost(10)),
  rule('BTN-02', 'error', 'c1', atMost(10, 'QUICK_REPLY')),
  rule('BTN-03', 'error', 'c1', atMost(2, 'URL')),
  rule('BTN-04', 'error', 'c1', atMost(1, 'PHONE_NUMBER')),

  rule('BTN-09', 'error', 'c1', ({ buttons }) => {
    const changes = buttons.filter(
      (button, at) => at > 0 && isQuickReply(button) !== isQuickReply(buttons[at - 1] ?? button),
    )
    const first = buttons[0]
    return (
      first &&
      changes.length > 1 && {
        field: 'buttons',
        es: 'Junta todas las respuestas rápidas: todas antes o todas después de los demás botones.',
        en: 'Keep all quick replies together: all before or all after the other buttons.',
        mend: {
          label: { es: 'Ordenar', en: 'Put in order' },
          value: buttons.toSorted(
            (a, b) => Number(isQuickReply(a) !== isQuickReply(first)) - Number(isQuickReply(b) !== isQuickReply(first)),
          ),
        },
      }
    )
  }),

  rule('BTN-10', 'error', 'c1', ({ buttons }) =>
    labels(buttons)
      .filter(({ text }) => text === '' || lengthOf(text) > 25)
      .map(({ field, text }) =>
        text === ''
          ? { field, es: 'Escribe el texto del botón.', en: "Write the button's text." }
          : { field, ...tooMany(lengthOf(text) - 25, 25) },
      ),
  ),

  rule('BTN-11', 'error', 'c2', ({ buttons }) =>
    labels(buttons)
      .filter(({ text }) => breaksLabel(text))
      .map(({ field, text }) => ({
        field,
        es: 'El texto del botón no admite variables, saltos de línea, emojis ni los signos * _ ~ `.',
        en: "A button's text cannot have variables, line breaks, emojis or the signs * _ ~ `.",
        mend: { label: REPLACE, value: withoutMarkup(withoutEmoji(withoutLineBreaks(text))) },
      })),
  ),

  rule('BTN-12', 'advice', 'c4', ({ buttons }) =>
    labels(buttons)
      .filter(({ text }) => !breaksLabel(text) && !USUAL.test(text))
      .map(({ field }) => ({
        field,
        es: 'Tiene signos poco usuales en un botón: es más seguro usar solo letras y números.',
        en: 'It has signs that are unusual in a button: letters and digits are safer.',
      })),
  ),

  rule('BTN-13', 'warning', 'c4', ({ buttons }) => {
    const seen = new Set<string>()
    return labels(buttons)
      .filter(({ text }) => text !== '' && seen.size === seen.add(plain(text)).size)
      .map(({ field }) => ({
        field,
        es: 'Otro botón dice lo mismo: cambia uno.',
        en: 'Another button says the same: change one.',
      }))
  }),

  rule('BTN-23', 'advice', 'c1', ({ buttons }) => {
    const quick = buttons.filter(isQuickReply).length
    return (
      (buttons.length > 3 || (quick > 0 && quick < buttons.length)) && {
        field: 'buttons',
        es: 'Con más de 3 botones, o mezclados, el mensaje no se ve en computadoras.',
        en: 'With more than 3 buttons, or with mixed ones, the message cannot be seen on computers.',
      }
    )
  }),

  rule(
    'BTN-24',
    'advice',
    'c1',
    ({ buttons, category }) =>
      category === 'MARKETING' &&
      !buttons.some((button) => isQuickReply(button) && OPT_OUT.test(plain(String(button.text)))) && {
        field: 'buttons',
        es: 'Agrega una respuesta rápida para darse de baja, como «No quiero promos»: te bloquearán menos.',
        en: 'Add a quick reply to opt out, such as "Stop promotions": fewer people will block you.',
      },
  ),
]

const KINDS: Record<string, string> = {
  URL: 'call to action',
  PHONE_NUMBER: 'call to action',
  QUICK_REPLY: 'quick reply',
}

/** What this product offers: up to three buttons of one kind (TP-4); Authentication brings WhatsApp's own. */
export const productButtonRules = [
  rule('PRD-01', 'error', 'own', (reading) => reading.category !== 'AUTHENTICATION' && atMost(3)(reading)),

  rule('PRD-02', 'error', 'own', ({ buttons, category }) => {
    const kinds = new Set(buttons.map((button) => KINDS[button.type] ?? 'not offered'))
    return (
      category !== 'AUTHENTICATION' &&
      (kinds.size > 1 || kinds.has('not offered')) && {
        field: 'buttons',
        es: 'Elige una sola clase de botones: llamada a la acción o respuesta rápida.',
        en: 'Choose one kind of buttons: call to action or quick reply.',
      }
    )
  }),
]
