import { hasMarkup, lengthOf } from './characters.ts'
import type { Finding } from './finding.ts'
import type { Lang, Sentence } from './template.ts'

/** PRO-06: what a business may say it does, with its label. */
export const VERTICALS = {
  ALCOHOL: { es: 'Bebidas alcohólicas', en: 'Alcoholic drinks' },
  APPAREL: { es: 'Ropa y accesorios', en: 'Clothing and accessories' },
  AUTO: { es: 'Automotor', en: 'Automotive' },
  BEAUTY: { es: 'Belleza y spa', en: 'Beauty and spa' },
  EDU: { es: 'Educación', en: 'Education' },
  ENTERTAIN: { es: 'Entretenimiento', en: 'Entertainment' },
  EVENT_PLAN: { es: 'Eventos', en: 'Events' },
  FINANCE: { es: 'Finanzas', en: 'Finance' },
  GOVT: { es: 'Servicio público', en: 'Public service' },
  GROCERY: { es: 'Alimentos y almacén', en: 'Food and groceries' },
  HEALTH: { es: 'Salud', en: 'Health' },
  HOTEL: { es: 'Hotelería', en: 'Hotels' },
  NONPROFIT: { es: 'Sin fines de lucro', en: 'Non-profit' },
  ONLINE_GAMBLING: { es: 'Apuestas en línea', en: 'Online gambling' },
  OTC_DRUGS: { es: 'Medicamentos de venta libre', en: 'Over-the-counter medicine' },
  OTHER: { es: 'Otro', en: 'Other' },
  PHYSICAL_GAMBLING: { es: 'Apuestas presenciales', en: 'On-site gambling' },
  PROF_SERVICES: { es: 'Servicios profesionales', en: 'Professional services' },
  RESTAURANT: { es: 'Restaurante', en: 'Restaurant' },
  RETAIL: { es: 'Comercio minorista', en: 'Retail' },
  TRAVEL: { es: 'Viajes y transporte', en: 'Travel and transport' },
} as const satisfies Record<string, Sentence>

/** Fields that are absent or null are not judged; whether one is required is the form's affair. */
export type Profile = {
  about?: string | null
  address?: string | null
  description?: string | null
  email?: string | null
  websites?: readonly string[] | null
  vertical?: string | null
}

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/

/** PRO-01 to PRO-06, all of which WhatsApp refuses. */
export function checkProfile(profile: Profile, lang: Lang): Finding[] {
  const findings: Finding[] = []
  const refuse = (when: boolean, rule: string, field: string, say: Sentence) => {
    if (when) findings.push({ rule, severity: 'error', confidence: 'c1', field, message: say[lang], blocks: true })
  }
  const { about, address, description, email, websites, vertical } = profile
  const atMost = (rule: string, field: string, text: string | null | undefined, most: number) =>
    refuse(lengthOf(text ?? '') > most, rule, field, {
      es: `Sobran ${lengthOf(text ?? '') - most} caracteres: el máximo es ${most}.`,
      en: `${lengthOf(text ?? '') - most} characters too many: the limit is ${most}.`,
    })

  atMost('PRO-01', 'about', about, 139)
  refuse(about?.trim() === '', 'PRO-01', 'about', { es: 'No puede quedar vacío.', en: 'It cannot be left empty.' })
  refuse(hasMarkup(about ?? ''), 'PRO-01', 'about', {
    es: 'Aquí no se admiten los signos de formato * _ ~ `.',
    en: 'The formatting signs * _ ~ ` are not allowed here.',
  })
  atMost('PRO-02', 'address', address, 256)
  atMost('PRO-03', 'description', description, 512)
  atMost('PRO-04', 'email', email, 128)
  refuse(Boolean(email) && !EMAIL.test(email ?? ''), 'PRO-04', 'email', {
    es: 'Escribe un correo válido, por ejemplo hola@example.com.',
    en: 'Write a valid e-mail address, for example hello@example.com.',
  })
  refuse((websites ?? []).length > 2, 'PRO-05', 'websites', {
    es: 'Deja 2 sitios web como máximo.',
    en: 'Keep 2 websites at most.',
  })
  for (const [at, website] of (websites ?? []).entries()) {
    atMost('PRO-05', `websites[${at}]`, website, 256)
    refuse(!isWebAddress(website), 'PRO-05', `websites[${at}]`, {
      es: 'Escribe la dirección completa, con https://.',
      en: 'Write the whole address, with https://.',
    })
  }
  refuse(Boolean(vertical) && !Object.hasOwn(VERTICALS, vertical ?? ''), 'PRO-06', 'vertical', {
    es: 'Elige un rubro de la lista.',
    en: 'Choose a line of business from the list.',
  })
  return findings
}

const isWebAddress = (text: string) => /^https?:\/\/[^/\s]+\.[^\s]+$/i.test(text) && URL.canParse(text)
