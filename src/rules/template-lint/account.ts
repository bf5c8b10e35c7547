import type { Reading } from './reading.ts'
import type { Rule } from './rule.ts'

const EDITABLE = ['APPROVED', 'REJECTED', 'PAUSED']
const LIFETIMES: Record<string, { least: number; most: number; forever: boolean }> = {
  AUTHENTICATION: { least: 30, most: 900, forever: true },
  UTILITY: { least: 30, most: 43_200, forever: true },
  MARKETING: { least: 43_200, most: 2_592_000, forever: false },
}

const lifetimeOf = (category: string) => (reading: Reading) => {
  const limits = LIFETIMES[category]
  const { lifetime } = reading
  if (!limits || reading.category !== category || lifetime === undefined || lifetime === null) return false
  const { least, most, forever } = limits
  const fits = Number.isInteger(lifetime) && Number(lifetime) >= least && Number(lifetime) <= most
  return !fits && !(forever && lifetime === -1) && { field: 'message_send_ttl_seconds', fill: { least, most } }
}

const LIFETIME = {
  severity: 'error',
  confidence: 'c1',
  sources: ['lifetime'],
  es: 'El mensaje puede esperar de {least} a {most} segundos en esta categoría: cambia el tiempo.',
  en: 'In this category a message may wait for {least} to {most} seconds: change the time.',
} as const

/** How long a message may wait for its phone. */
export const lifetimeRules: Rule[] = [
  { id: 'TTL-01', ...LIFETIME, find: lifetimeOf('AUTHENTICATION') },
  { id: 'TTL-02', ...LIFETIME, find: lifetimeOf('UTILITY') },
  { id: 'TTL-03', ...LIFETIME, find: lifetimeOf('MARKETING') },
]

/** What the account allows just now; judged only where it is known. */
export const accountRules: Rule[] = [
  {
    id: 'LIM-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['overview'],
    es: 'La cuenta ya tiene {templates} plantillas y el máximo es {most}: borra las que no uses, o verifica la empresa.',
    en: 'The account has {templates} templates already and the limit is {most}: delete unused ones, or verify the business.',
    find: ({ account: { templates = 0, templateLimit, editing } }) =>
      templateLimit !== undefined &&
      !editing &&
      templates >= templateLimit && { field: 'name', fill: { templates, most: templateLimit } },
  },
  {
    id: 'LIM-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['overview'],
    es: 'En la última hora se crearon {created} plantillas y el máximo es 100: espera un poco.',
    en: 'In the last hour {created} templates were created and the limit is 100: wait a little.',
    find: ({ account: { createdInLastHour = 0, editing } }) =>
      !editing && createdInLastHour >= 100 && { field: 'name', fill: { created: createdInLastHour } },
  },
  {
    id: 'LIM-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    es: 'Solo se edita una plantilla aprobada, rechazada o pausada: espera a que lo esté, o crea otra.',
    en: 'Only an approved, rejected or paused template can be edited: wait until it is, or make another.',
    find: ({ account: { editing } }) => editing && !EDITABLE.includes(editing.status) && 'name',
  },
  {
    id: 'LIM-04',
    severity: 'error',
    confidence: 'c1',
    sources: ['management'],
    es: 'Una plantilla aprobada se edita una vez en 24 horas y 10 veces en 30 días: espera, o crea otra.',
    en: 'An approved template can be edited once in 24 hours and 10 times in 30 days: wait, or make another.',
    find: ({ account: { editing } }) =>
      editing?.status === 'APPROVED' && (editing.editsInDay >= 1 || editing.editsIn30Days >= 10) && 'name',
  },
]
