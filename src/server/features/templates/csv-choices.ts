import { plain } from '../../../rules/characters.ts'
import type { Lang } from '../../../rules/template.ts'

/** What may stand in the cells that choose: the first word of each language is what an export writes. */
export const CHOICES = {
  category: {
    MARKETING: { es: ['Marketing'], en: ['Marketing'] },
    UTILITY: { es: ['Utility', 'utilidad'], en: ['Utility'] },
    AUTHENTICATION: { es: ['Authentication', 'autenticación'], en: ['Authentication'] },
  },
  type: {
    TEXT: { es: ['texto'], en: ['text'] },
    IMAGE: { es: ['imagen', 'texto + imagen'], en: ['image', 'text + image'] },
    DOCUMENT: { es: ['documento', 'texto + documento'], en: ['document', 'text + document'] },
    VIDEO: { es: ['video', 'texto + video'], en: ['video', 'text + video'] },
  },
  parameterType: {
    text: { es: ['texto'], en: ['text'] },
    number: { es: ['número'], en: ['number'] },
    money: { es: ['dinero', 'monto'], en: ['money'] },
    date: { es: ['fecha'], en: ['date'] },
  },
  source: {
    none: { es: ['ninguno'], en: ['none'] },
    'contact.name': { es: ['nombre del contacto'], en: ['contact name', 'contact.name'] },
    'contact.phone': { es: ['teléfono del contacto'], en: ['contact phone', 'contact.phone'] },
  },
  buttonType: {
    QUICK_REPLY: { es: ['respuesta rápida', 'respuesta'], en: ['quick reply', 'quick_reply'] },
    OPT_OUT: { es: ['baja'], en: ['opt-out', 'opt_out'] },
    URL: { es: ['sitio web', 'web', 'enlace'], en: ['website', 'url', 'link'] },
    PHONE_NUMBER: { es: ['teléfono'], en: ['phone', 'phone_number'] },
  },
  yesNo: {
    yes: { es: ['sí', '1', 'verdadero'], en: ['yes', 'true'] },
    no: { es: ['no', '0', 'falso'], en: ['no', 'false'] },
  },
} as const satisfies Record<string, Record<string, Record<Lang, readonly string[]>>>

export type Choice = keyof typeof CHOICES

const entriesOf = (choice: Choice) => Object.entries<Record<Lang, readonly string[]>>(CHOICES[choice])
const meanings = new Map(
  (Object.keys(CHOICES) as Choice[]).map((choice) => [
    choice,
    new Map(entriesOf(choice).flatMap(([meant, { es, en }]) => [...es, ...en].map((word) => [plain(word), meant]))),
  ]),
)

/** What a cell says, in either language; case and accents do not matter. */
export const meaningOf = <C extends Choice>(choice: C, word: string) =>
  meanings.get(choice)?.get(plain(word)) as keyof (typeof CHOICES)[C] | undefined

export const wordOf = (choice: Choice, meant: string, lang: Lang): string =>
  entriesOf(choice).find(([key]) => key === meant)?.[1][lang][0] ?? meant

export const choicesOf = (choice: Choice, lang: Lang): string =>
  entriesOf(choice)
    .map(([, words]) => words[lang][0])
    .join(', ')
