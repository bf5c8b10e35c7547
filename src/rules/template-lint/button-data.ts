import { marksOf } from '../characters.ts'
import { tokensOf } from '../parameters.ts'
import { dialled } from './dialled.ts'
import type { TemplateButton } from '../template.ts'
import { isCodeButton } from './buttons.ts'
import { hostOf, isShortener, isWhatsApp } from './links.ts'
import { type Reading, textOf, wordOf } from './reading.ts'
import { remembered } from './remembered.ts'
import { type Fault, type Rule, SHORTEN, tooLong } from './rule.ts'

type At = { button: TemplateButton; at: number; field: string; url: string; host: string | null }

/** The addresses of URL buttons; that of an Authentication template is WhatsApp's own. */
const urlsOf = remembered(({ buttons }: Reading): At[] =>
  buttons.flatMap((button, at) => {
    if (button.type !== 'URL' || isCodeButton(button)) return []
    const url = textOf(button.url).trim()
    return [{ button, at, field: `buttons[${at}].url`, url, host: hostOf(withoutVariable(url)) }]
  }),
)

/** One variable at the very end stands for some text. */
const withoutVariable = (url: string) => url.replace(/\{\{[a-z0-9_]+\}\}$/, 'x')
const hasVariable = ({ url }: At) => /[{}]/.test(url)

/** The only place for a variable: after a domain and a slash, a question mark or a hash, at the very end. */
const GOOD_VARIABLE = /^https?:\/\/[^\s/?#{}]+\.[^\s/?#{}]+[/?#][^{}]*\{\{(?:1|[a-z_][a-z0-9_]*)\}\}$/i

const fieldsWhere = (holds: (url: At) => boolean) => (reading: Reading) =>
  urlsOf(reading)
    .filter(holds)
    .map(({ field }) => field)

/** The address with https: what somebody types without it, or with http. */
function secured(reading: Reading, { field }: Fault): string | null {
  const found = urlsOf(reading).find((url) => url.field === field)
  const bare = found?.url.replace(/^(?:https?:)?\/*/i, '') ?? ''
  return bare === '' ? null : `https://${bare}`
}

const first = (value: unknown) => wordOf(Array.isArray(value) ? value[0] : value).trim()

/** The sample of the nth address that has a variable (`url1`), which the button may carry itself. */
function urlSample({ examples }: Reading, { button, url }: At, nth: number): string {
  const key = tokensOf(url)[0]?.key ?? ''
  const kept = [`url${nth}`, ...(/\D/.test(key) ? [key] : [])].find((each) => Object.hasOwn(examples, each))
  return first(button.example) || (kept === undefined ? '' : wordOf(examples[kept]).trim())
}

const withoutSample = (reading: Reading) =>
  urlsOf(reading)
    .filter(hasVariable)
    .filter((url, at) => {
      const sample = urlSample(reading, url, at + 1)
      return sample === '' || /[{}]/.test(sample)
    })
    .map(({ field }) => field)

const phonesOf = ({ buttons }: Reading) =>
  buttons.flatMap(({ type, phone_number }, at) =>
    type === 'PHONE_NUMBER' ? [{ field: `buttons[${at}].phone_number`, phone: wordOf(phone_number) }] : [],
  )

const codesOf = ({ buttons, examples }: Reading) =>
  buttons.flatMap((button, at) => {
    if (button.type !== 'COPY_CODE') return []
    const code = [button.example, button['coupon_code'], examples['code'], examples['coupon_code']]
      .map(first)
      .find(Boolean)
    return [{ field: `buttons[${at}].example`, code: code ?? '' }]
  })

const MOST_OF_A_CODE = 20
const longestCode = ({ type, settings }: Reading) =>
  /^(?:LIMITED_TIME_OFFER|LTO)$/.test(type) ? 15 : settings.copyCodeLength

/** What buttons carry: addresses, phone numbers and codes. */
export const buttonDataRules: Rule[] = [
  {
    id: 'BTN-14',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'manager'],
    es: 'Escribe una dirección completa y pública, como https://tienda.example.com/pedido.',
    en: 'Write a complete and public address, such as https://shop.example.com/order.',
    find: fieldsWhere((one) => {
      const isBare = hasVariable(one) ? !/^https?:\/\//i.test(one.url) : one.host === null
      return isBare || one.url !== textOf(one.button.url)
    }),
    mend: secured,
  },
  {
    id: 'BTN-14',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    ...SHORTEN,
    find: (reading) =>
      urlsOf(reading)
        .map(({ field, url }) => tooLong(field, url.length, 2000))
        .filter((fault) => fault !== false),
  },
  {
    id: 'BTN-14',
    severity: 'advice',
    confidence: 'c1',
    sources: ['components', 'manager'],
    es: 'Usa https: las direcciones con http espantan, y algunos teléfonos no las abren.',
    en: 'Use https: addresses with http put people off, and some phones do not open them.',
    find: fieldsWhere(({ url, host }) => host !== null && /^http:/i.test(url)),
    mend: secured,
  },
  {
    id: 'BTN-15',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Deja una sola variable, {{1}}, al final de la dirección y después del dominio, como https://tienda.example.com/{{1}}.',
    en: 'Keep one variable, {{1}}, at the end of the address and after the domain, as in https://shop.example.com/{{1}}.',
    find: (reading) =>
      urlsOf(reading)
        .filter(
          (url) => hasVariable(url) && /^https?:\/\//i.test(url.url) && !(GOOD_VARIABLE.test(url.url) && url.host),
        )
        .map(({ field, button }) => ({ field, marks: marksOf(textOf(button.url), /\{+[^{}]*\}*|\}+/g) })),
    mend: (reading, { field }) =>
      urlsOf(reading)
        .find((url) => url.field === field)
        ?.url.replace(/\{\{?\s*\d+\s*\}?\}$/, '{{1}}'),
  },
  {
    id: 'BTN-16',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'provider'],
    es: 'Escribe un ejemplo de lo que va en la variable de la dirección.',
    en: "Write a sample of what goes in the address's variable.",
    find: (reading) => !reading.sampled && withoutSample(reading),
  },
  {
    id: 'BTN-17',
    severity: 'error',
    confidence: 'c2',
    sources: ['manager'],
    es: 'Un botón no puede llevar a WhatsApp: usa una respuesta rápida, o la dirección de tu sitio.',
    en: 'A button cannot lead to WhatsApp: use a quick reply, or the address of your site.',
    find: fieldsWhere(({ host }) => host !== null && isWhatsApp(host)),
  },
  {
    id: 'BTN-18',
    severity: 'warning',
    confidence: 'c4',
    sources: ['manager', 'caution'],
    es: 'Cambia el enlace acortado por la dirección completa de tu sitio.',
    en: 'Replace the shortened link by the full address of your site.',
    find: fieldsWhere(({ host }) => host !== null && isShortener(host)),
  },
  {
    id: 'BTN-19',
    severity: 'advice',
    confidence: 'c4',
    sources: ['caution'],
    es: 'El dominio no es uno de tu empresa y puede parecer un engaño: usa el tuyo.',
    en: 'The domain is none of your business and may look like a fraud: use your own.',
    find: (reading) => {
      const { domains = [] } = reading.account
      const isOwn = (host: string) => domains.some((own) => host === own || host.endsWith(`.${own}`))
      return domains.length > 0 && fieldsWhere(({ host }) => host !== null && !isOwn(host))(reading)
    },
  },
  {
    id: 'BTN-20',
    severity: 'error',
    confidence: 'c1',
    sources: ['components'],
    es: 'Escribe el teléfono con código de país, hasta 20 caracteres y solo números, como +51900000000.',
    en: 'Write the phone number with its country code, up to 20 characters and digits only, such as +51900000000.',
    find: (reading) =>
      phonesOf(reading)
        .filter(({ phone }) => phone === '' || phone.length > 20 || dialled(phone) !== phone)
        .map(({ field }) => field),
    mend: (reading, { field }) => dialled(phonesOf(reading).find((each) => each.field === field)?.phone ?? ''),
  },
  {
    id: 'BTN-21',
    severity: 'error',
    confidence: 'c1',
    sources: ['components', 'changes'],
    es: 'Escribe como ejemplo un código de hasta {most} letras o números, sin espacios ni signos.',
    en: 'Write as a sample a code of up to {most} letters or digits, without spaces or signs.',
    find: (reading) =>
      codesOf(reading)
        .filter(({ code }) => (code === '' ? !reading.sampled : !/^[A-Za-z0-9]{1,20}$/.test(code)))
        .map(({ field, code }) => ({ field, marks: marksOf(code, /[^A-Za-z0-9]+/g), fill: { most: MOST_OF_A_CODE } })),
  },
  {
    id: 'BTN-21',
    severity: 'warning',
    confidence: 'c4',
    sources: ['components', 'changes'],
    es: 'El código pasa de {most} caracteres y puede ser rechazado: acórtalo si puedes.',
    en: 'The code has more than {most} characters and may be refused: shorten it if you can.',
    find: (reading) => {
      const most = longestCode(reading)
      return codesOf(reading)
        .filter(({ code }) => code.length > most && code.length <= MOST_OF_A_CODE)
        .map(({ field }) => ({ field, fill: { most } }))
    },
  },
  {
    id: 'BTN-22',
    severity: 'warning',
    confidence: 'c4',
    sources: ['categories', 'provider'],
    es: 'El proveedor puede rechazar este botón en Utility: úsalo en Marketing.',
    en: 'The provider may refuse this button in Utility: use it in Marketing.',
    find: ({ buttons, category, settings }) =>
      settings.warnOfCopyCodeInUtility &&
      category === 'UTILITY' &&
      buttons.flatMap(({ type }, at) => (type === 'COPY_CODE' ? [`buttons[${at}]`] : [])),
  },
]
