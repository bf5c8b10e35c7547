import { type BusinessHours, isOpen, nextOpening } from './business-hours.ts'

/** What a queue says by itself (HR-3). */
export interface GreetingTexts {
  hours: BusinessHours
  welcome: string | null
  away: string | null
}

export interface Greeting {
  kind: 'welcome' | 'away'
  text: string
  /** Which closing period it belongs to, by the moment at which that ends; null while open, and when it never ends. */
  opensAt: Date | null
}

/** HR-3: welcome while the queue is open, away while it is closed; null when there is nothing to say. */
export function greetingOf({ hours, welcome, away }: GreetingTexts, timeZone: string, at: Date): Greeting | null {
  if (welcome === null && away === null) return null
  if (isOpen(hours, timeZone, at)) return welcome === null ? null : { kind: 'welcome', text: welcome, opensAt: null }
  return away === null ? null : { kind: 'away', text: away, opensAt: nextOpening(hours, timeZone, at) }
}

/** What stands between braces in a text: the contact's first name, the company, the next opening. */
export const GREETING_BLANKS = ['nombre', 'empresa', 'apertura'] as const
type Blanks = Partial<Record<(typeof GREETING_BLANKS)[number], string>>

/** Fills what is known; a blank without value goes, with the space or comma before it: «Hola, {nombre}.» is then «Hola.» */
export function fillGreeting(text: string, blanks: Blanks): string {
  const filled = text.replace(/([ ,]*)\{(\w+)\}/g, (whole, before: string, name: string) => {
    if (!GREETING_BLANKS.some((known) => known === name.toLowerCase())) return whole
    const value = blanks[name.toLowerCase() as keyof Blanks]?.trim()
    return value ? before + value : ''
  })
  return filled.trim()
}

/** «lunes 30 de noviembre, 09:00», in the company's time zone. */
export const openingInWords = (opensAt: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('es-PE', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(opensAt)

/** People sign in WhatsApp as they like; what is no name is not said back to them. */
export function firstName(name: string): string {
  const [first = ''] = name.trim().split(/\s+/)
  return /^\p{L}[\p{L}'’.-]*$/u.test(first) ? first : ''
}
