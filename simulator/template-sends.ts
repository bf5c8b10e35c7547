import type { Outgoing } from './messages.ts'
import { Refusal } from './refusal.ts'
import type { Content, Send, Template } from './rows.ts'
import { type PartValues, renderTemplate, splitParams } from './template-parts.ts'

export type Postbacks = { index: number; text: string }[]

const mediaKinds: Record<string, string> = {
  IMAGE: 'image',
  VIDEO: 'video',
  DOCUMENT: 'document',
  LOCATION: 'location',
}

interface HeaderPart {
  type?: string
  [kind: string]: unknown
}

/** Codes are WhatsApp's, section 6.1. @throws Refusal 400 unless the template can be sent */
export function mustBeSendable(template: Template | undefined): asserts template is Template {
  if (template?.status === 'PAUSED') throw new Refusal(400, 'Template is paused', 132_015)
  if (template?.status === 'DISABLED') throw new Refusal(400, 'Template is disabled', 132_016)
  if (template?.status !== 'APPROVED') {
    throw new Refusal(400, 'Template does not exist in this language or has not been approved', 132_001)
  }
}

/** The values of version 2's flat list by part. @throws Refusal 400 with 132000, 132012 */
export function valuesOf(template: Template, params: readonly unknown[]): PartValues {
  const texts = params.map(String)
  const values = splitParams(template, texts)
  if (!values) throw wrongCount()
  mustBePlain(texts)
  return values
}

export const wrongCount = () =>
  new Refusal(400, 'Number of parameters does not match what the template expects', 132_000)

export function mustBePlain(values: readonly string[]): void {
  if (values.some((value) => value.trim() === '' || /[\n\t]| {5,}/.test(value))) {
    throw new Refusal(400, 'A parameter is empty, or has line breaks, tabs or more than four spaces in a row', 132_012)
  }
}

/** The message as the phone shows it, with the header that came along. @throws Refusal 400 with 132012 */
export function templateOutgoing(
  template: Template,
  destination: string,
  values: PartValues,
  postbacks: Postbacks,
  header: HeaderPart | undefined,
  road: Send['road'],
): Outgoing {
  const byIndex = new Map(postbacks.map(({ index, text }) => [index, text]))
  const content = { ...renderTemplate(template, values, byIndex), ...headerContent(template, header) }
  return {
    destination,
    kind: 'template',
    category: template.category.toLowerCase(),
    content,
    ledger: {
      road,
      template: { id: template.id, elementName: template.elementName, languageCode: template.languageCode },
      params: [...values.header, ...values.body, ...values.buttons],
      ...(content.text === undefined ? {} : { text: content.text }),
      ...(postbacks.length > 0 ? { postbackTexts: postbacks } : {}),
      ...(header && mediaKinds[template.templateType] ? { header } : {}),
    },
  }
}

function headerContent(template: Template, header: HeaderPart | undefined): Pick<Content, 'media' | 'location'> {
  const kind = mediaKinds[template.templateType]
  if (kind === undefined) return {}
  const part = header?.[kind] as Record<string, string | number> | undefined
  if (header?.type !== kind || !part) {
    throw new Refusal(400, `Format mismatch, the header of the template is ${template.templateType}`, 132_012)
  }
  if (kind === 'location') {
    const { latitude = '', longitude = '', name = '', address = '' } = part
    return {
      location: {
        latitude: String(latitude),
        longitude: String(longitude),
        name: String(name),
        address: String(address),
      },
    }
  }
  const url = String(part['link'] ?? `media:${part['id']}`)
  if (!part['link'] && !part['id']) throw new Refusal(400, 'The header media is missing', 132_012)
  return { media: { kind, url, ...(part['filename'] ? { name: String(part['filename']) } : {}) } }
}
