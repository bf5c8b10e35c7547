import { readsAs } from './parameter-values.ts'
import type { Lang, Sentence } from './template.ts'

export const ATTRIBUTE_TYPES = ['text', 'number', 'date', 'money', 'list'] as const
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number]

/** Something that a company wants to know of its contacts. */
export interface Attribute {
  key: string
  label: string
  type: AttributeType
  /** Of a list: what can be chosen. */
  options: string[]
}

export const MOST_ATTRIBUTES = 50
export const LONGEST_VALUE = 500

/** A key from a label: `Fecha de pago` is `fecha_de_pago`. */
export function attributeKey(label: string): string {
  const bare = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const key = bare.replace(/[^a-z0-9]+/g, '_').replace(/^[_0-9]+|_+$/g, '')
  return key.slice(0, 40).replace(/_+$/, '')
}

export type ReadValue = { value: string } | { fault: Sentence }

const FAULTS: Record<AttributeType, Sentence> = {
  text: { es: `Usa ${LONGEST_VALUE} caracteres como máximo.`, en: `Use ${LONGEST_VALUE} characters at most.` },
  number: { es: 'Escribe un número, por ejemplo 12 o 1,5.', en: 'Write a number, for example 12 or 1.5.' },
  date: {
    es: 'Escribe una fecha, por ejemplo 28/07/2026.',
    en: 'Write a date, for example 28/07/2026 or 2026-07-28.',
  },
  money: { es: 'Escribe un monto, por ejemplo S/ 120.50.', en: 'Write an amount, for example S/ 120.50.' },
  list: { es: 'Elige uno de los valores de la lista.', en: 'Choose one of the values of the list.' },
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

/** What was typed as it is kept: tidy, dates as `2026-07-28`, choices as the list writes them. Empty is no value. */
export function readAttribute({ type, options }: Pick<Attribute, 'type' | 'options'>, text: string): ReadValue {
  const value = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  if (value === '') return { value: '' }
  if (value.length > LONGEST_VALUE) return { fault: FAULTS.text }
  if (type === 'date') {
    const date = dateOf(value)
    return date === null ? { fault: FAULTS.date } : { value: date }
  }
  if (type === 'list') {
    const chosen = options.find((option) => folded(option) === folded(value))
    return chosen === undefined ? { fault: FAULTS.list } : { value: chosen }
  }
  return type === 'text' || readsAs(type, value) ? { value } : { fault: FAULTS[type] }
}

/** As people read it, and as a template says it: dates by day first in Spanish. */
export function showAttribute(type: AttributeType, value: string, lang: Lang): string {
  const [, year, month, day] = (type === 'date' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || []
  if (year === undefined) return value
  return lang === 'en' ? value : `${day}/${month}/${year}`
}

/** Day first, as it is written where this is used; a month above 12 is read the other way round. */
function dateOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (!local) return null
  const [first, second, year] = [Number(local[1]), Number(local[2]), Number(local[3])]
  return calendarDate(year, second, first) ?? calendarDate(year, first, second)
}

function calendarDate(year: number, month: number, day: number): string | null {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
