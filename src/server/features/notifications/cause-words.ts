import type { Cause } from '../../../rules/interruption.ts'
import type { Lang } from '../../../rules/template.ts'

const WORDS: Record<Cause, Record<Lang, string>> = {
  restricted: { es: 'WhatsApp lo restringió', en: 'WhatsApp restricted it' },
  banned: { es: 'WhatsApp lo bloqueó', en: 'WhatsApp banned it' },
  disabled: { es: 'WhatsApp deshabilitó la cuenta', en: 'WhatsApp disabled the account' },
  disconnected: { es: 'se desconectó de WhatsApp', en: 'it was disconnected from WhatsApp' },
  wallet_empty: { es: 'se acabó el saldo para enviar', en: 'its balance for sending is used up' },
  credentials_refused: { es: 'sus credenciales ya no se aceptan', en: 'its credentials are not accepted any more' },
  unhealthy: { es: 'tiene problemas para enviar', en: 'it has trouble sending' },
  operator: { es: '{provider} lo pausó', en: '{provider} paused it' },
}

/** A cause as the end of a sentence; one that is not known stays away. */
export function causeWords(cause: unknown, lang: Lang, provider: string): string {
  const words = WORDS[cause as Cause] as Record<Lang, string> | undefined
  return words?.[lang].replace('{provider}', provider) ?? ''
}
