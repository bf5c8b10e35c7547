import type { TemplateDetail } from '../template-words.ts'
import type { Content } from './values.ts'

/** What a template was asked for with. The text of Authentication is WhatsApp's, and its button. */
export function contentFrom({ category, type, buttons, ...rest }: TemplateDetail): Partial<Content> {
  const { name, displayName, language, auth } = rest
  const names = { name, displayName, language, category, ...(auth && { auth }) }
  if (category === 'AUTHENTICATION') return names
  const { header, headerSample, body, footer, parameters, sampleFileId } = rest
  const known = TYPES.find((each) => each === type) ?? 'TEXT'
  const written = buttons.filter((button) => button.type !== 'COPY_CODE')
  return { ...names, type: known, header, headerSample, body, footer, parameters, sampleFileId, buttons: written }
}

const TYPES = ['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO'] as const

const VERSION = /_v(\d+)$/

/** A copy under a name of its own: `aviso` gives `aviso_v2`, that gives `aviso_v3` (NAME-09). */
export function copyFrom(template: TemplateDetail, displayName: string): Partial<Content> {
  const [, version] = VERSION.exec(template.name) ?? []
  const name = `${template.name.replace(VERSION, '')}_v${version ? Number(version) + 1 : 2}`
  return { ...contentFrom(template), name, displayName: displayName.slice(0, 120) }
}

/** The same name in another language, with the category that is tied to it (NAME-04). */
export function translationFrom(template: TemplateDetail): Partial<Content> {
  return { ...contentFrom(template), language: template.language.startsWith('es') ? 'en' : 'es' }
}
