import type { Lang } from './template.ts'

/** MSG, reference 4.2: so much text a message holds, and so much stands under a file (MED-16). */
export const LONGEST_TEXT = 4096
export const LONGEST_CAPTION = 1024

/** What somebody wants to write inside the window (WS-5). */
export interface Written {
  text: string
  /** Of what it brings; null without a file. */
  kind: 'image' | 'document' | 'video' | 'audio' | null
}

export interface ReplyFault {
  field: 'text'
  rule: string
  message: string
}

/** What hinders sending it; the same in the browser and on the server. */
export function checkReply({ text, kind }: Written, lang: Lang): ReplyFault[] {
  const fault = (rule: string, es: string, en: string) => [
    { field: 'text' as const, rule, message: lang === 'en' ? en : es },
  ]
  if (kind === null && text.trim() === '')
    return fault('WS-5', 'Escribe algo o adjunta un archivo.', 'Write something or attach a file.')
  if (kind === 'audio' && text !== '')
    return fault(
      'MED-04',
      'Un audio va sin texto. Envía el texto aparte.',
      'Audio carries no text. Send the text apart.',
    )
  const most = kind === null ? LONGEST_TEXT : LONGEST_CAPTION
  if (text.length <= most) return []
  const [es, en] =
    kind === null
      ? [
          `El mensaje tiene ${text.length} caracteres; el máximo es ${most}.`,
          `The message has ${text.length} characters; the limit is ${most}.`,
        ]
      : [
          `El texto bajo el archivo tiene ${text.length} caracteres; el máximo es ${most}.`,
          `The caption has ${text.length} characters; the limit is ${most}.`,
        ]
  return fault(kind === null ? 'WS-5' : 'MED-16', es, en)
}
