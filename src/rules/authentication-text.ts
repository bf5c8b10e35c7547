import type { Lang } from './template.ts'

export interface AuthenticationOptions {
  securityNote: boolean
  codeMinutes: number | null
}

const WORDS = {
  es: {
    body: 'Tu código de verificación es {{1}}',
    note: 'Por tu seguridad, no lo compartas.',
    expiry: (minutes: number) => `Este código caduca en ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'}.`,
    copy: 'Copiar código',
  },
  en: {
    body: '{{1}} is your verification code',
    note: 'For your security, do not share this code.',
    expiry: (minutes: number) => `This code expires in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    copy: 'Copy code',
  },
}

/** The preset of an Authentication template (TP-4), until the provider has answered with WhatsApp's own words. */
export function authenticationText(language: string, { securityNote, codeMinutes }: AuthenticationOptions) {
  const lang: Lang = language.startsWith('en') ? 'en' : 'es'
  const { body, note, expiry, copy } = WORDS[lang]
  return {
    body: securityNote ? `${body}. ${note}` : body,
    footer: codeMinutes === null ? null : expiry(codeMinutes),
    copy,
    note,
  }
}
