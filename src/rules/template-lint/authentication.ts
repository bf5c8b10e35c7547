import { hasEmoji, plain } from '../characters.ts'
import type { TemplateButton } from '../template.ts'
import { isCodeButton } from './buttons.ts'
import { bagOf, listOf, type Reading, textOf } from './reading.ts'
import type { Rule } from './rule.ts'

const isAuthentication = ({ category }: Reading) => category === 'AUTHENTICATION'

const codeButtons = (reading: Reading): { button: TemplateButton; field: string }[] =>
  isAuthentication(reading)
    ? reading.buttons.flatMap((button, at) => (button.type === 'OTP' ? [{ button, field: `buttons[${at}]` }] : []))
    : []

/** WhatsApp's own sentences, in the languages this product knows: who shows them has not written a text. */
const PRESET = [
  /^\*?\{\{1\}\}\*? (?:is your verification code|es tu codigo de verificacion|e seu codigo de verificacao)/,
  /^tu codigo de verificacion es \*?\{\{1\}\}/,
]
const isPreset = (body: string) => PRESET.some((sentence) => sentence.test(plain(body.trim())))

const appsOf = (button: TemplateButton) => listOf(button['supported_apps']).map(bagOf)
const PACKAGE = /^[A-Za-z]\w*(?:\.[A-Za-z]\w*)+$/
const HASH = /^[A-Za-z0-9+/=]{11}$/

function isGoodApps(button: TemplateButton): boolean {
  const apps = appsOf(button)
  const pairs = apps.map((app) => ({ name: textOf(app['package_name']), hash: textOf(app['signature_hash']) }))
  const distinct = new Set(pairs.map(({ name, hash }) => `${name} ${hash}`))
  return (
    apps.length >= 1 &&
    apps.length <= 5 &&
    distinct.size === apps.length &&
    pairs.every(({ name, hash }) => name.length <= 224 && PACKAGE.test(name) && HASH.test(hash))
  )
}

const minutesOf = ({ auth }: Reading) => auth['code_expiration_minutes'] ?? null
const isMinutes = (minutes: unknown) => Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= 90

const NEEDS_APP = ['ONE_TAP', 'ZERO_TAP']
const LINK = /https?:\/\/|www\./i

/** Authentication: WhatsApp words all of it, and takes nothing else. */
export const authenticationRules: Rule[] = [
  {
    id: 'AUTH-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication'],
    es: 'Quita el texto: en autenticación lo escribe WhatsApp; solo eliges si lleva la frase de seguridad.',
    en: 'Remove the text: in authentication WhatsApp words it; you only choose whether it has the security sentence.',
    find: (reading) => {
      const { ownBody, auth } = reading
      const sentence = auth['add_security_recommendation'] ?? true
      return (
        isAuthentication(reading) && [
          ...(ownBody !== null && ownBody.trim() !== '' && !isPreset(ownBody) ? ['body'] : []),
          ...(typeof sentence === 'boolean' ? [] : ['auth.add_security_recommendation']),
        ]
      )
    },
  },
  {
    id: 'AUTH-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication', 'manager'],
    es: 'El código vale de 1 a 90 minutos enteros: cambia los minutos.',
    en: 'The code is valid for 1 to 90 whole minutes: change the minutes.',
    find: (reading) =>
      isAuthentication(reading) &&
      minutesOf(reading) !== null &&
      !isMinutes(minutesOf(reading)) &&
      'auth.code_expiration_minutes',
  },
  {
    id: 'AUTH-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication'],
    es: 'Elige cómo llega el código: copiar (COPY_CODE), un toque (ONE_TAP) o sin tocar (ZERO_TAP).',
    en: 'Choose how the code arrives: copied (COPY_CODE), by one tap (ONE_TAP) or by none (ZERO_TAP).',
    find: (reading) =>
      codeButtons(reading)
        .filter(({ button }) => !['COPY_CODE', ...NEEDS_APP].includes(textOf(button['otp_type'])))
        .map(({ field }) => field),
  },
  {
    id: 'AUTH-04',
    severity: 'advice',
    confidence: 'c1',
    sources: ['authentication', 'answers'],
    es: 'Deja vacío el texto del botón: WhatsApp pone el suyo, y los propios se rechazaron.',
    en: "Leave the button's text empty: WhatsApp puts its own, and others were refused.",
    find: (reading) =>
      codeButtons(reading)
        .filter(({ button }) => {
          const words = [textOf(button.text), textOf(button['autofill_text'])].filter((text) => text !== '')
          return words.some((text) => !/^(?:copiar codigo|copy code|autocompletar|autofill)$/.test(plain(text.trim())))
        })
        .map(({ field }) => `${field}.text`),
  },
  {
    id: 'AUTH-05',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication', 'manager'],
    es: 'Da de 1 a 5 aplicaciones de Android, sin repetir: paquete como com.ejemplo.app y firma de 11 caracteres.',
    en: 'Give 1 to 5 Android apps, none twice: a package such as com.example.app and a signature of 11 characters.',
    find: (reading) =>
      codeButtons(reading)
        .filter(({ button }) => {
          const needed = NEEDS_APP.includes(textOf(button['otp_type'])) || appsOf(button).length > 0
          return needed && !isGoodApps(button) && !oldStyleApp(button)
        })
        .map(({ field }) => `${field}.supported_apps`),
  },
  {
    id: 'AUTH-06',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication', 'manager'],
    es: 'Acepta las condiciones de la entrega sin tocar (zero_tap_terms_accepted).',
    en: 'Accept the terms of delivery without a tap (zero_tap_terms_accepted).',
    find: (reading) =>
      codeButtons(reading)
        .filter(
          ({ button }) =>
            button['otp_type'] === 'ZERO_TAP' &&
            (button['zero_tap_terms_accepted'] ?? reading.auth['zero_tap_terms_accepted']) !== true,
        )
        .map(({ field }) => field),
  },
  {
    id: 'AUTH-07',
    severity: 'error',
    confidence: 'c1',
    sources: ['authentication', 'categories'],
    es: 'Quita enlaces, archivos y emojis: en autenticación no se admite ninguno.',
    en: 'Remove links, files and emojis: authentication takes none of them.',
    find: (reading) => {
      if (!isAuthentication(reading)) return false
      const texts: [string, string][] = [
        ['header', reading.header?.text ?? ''],
        ['body', reading.ownBody ?? ''],
        ['footer', reading.footer ?? ''],
        ...reading.buttons.map(({ text }, at): [string, string] => [`buttons[${at}].text`, textOf(text)]),
      ]
      return [
        ...(reading.media ? ['header'] : []),
        ...texts.filter(([, text]) => LINK.test(text) || hasEmoji(text)).map(([field]) => field),
        ...reading.buttons.flatMap((button, at) =>
          button.type === 'URL' && !isCodeButton(button) ? [`buttons[${at}].url`] : [],
        ),
      ]
    },
  },
  {
    id: 'AUTH-08',
    severity: 'advice',
    confidence: 'c1',
    sources: ['lifetime'],
    es: 'El mensaje puede esperar más de lo que vale el código: deja {most} segundos como máximo.',
    en: 'The message may wait for longer than the code is valid: keep to {most} seconds.',
    find: (reading) => {
      const minutes = minutesOf(reading)
      const most = isMinutes(minutes) ? Number(minutes) * 60 : 0
      const { lifetime } = reading
      const outlives = typeof lifetime === 'number' && most > 0 && (lifetime > most || lifetime === -1)
      return isAuthentication(reading) && outlives && { field: 'message_send_ttl_seconds', fill: { most } }
    },
  },
]

/** Before there could be several apps, the one stood on the button itself. */
const oldStyleApp = (button: TemplateButton) =>
  appsOf(button).length === 0 &&
  PACKAGE.test(textOf(button['package_name'])) &&
  HASH.test(textOf(button['signature_hash']))
