import type { ProviderTemplate, ReadButton, ReadContent } from '../port.ts'
import { flag, id, isObject, type JsonObject, list, number, object, present, text, time } from './read-json.ts'

/** One template of the list (reference 3.5). `containerMeta`, a string of JSON, holds what was asked for. */
export function readTemplate(value: unknown): ProviderTemplate | undefined {
  const given = object(value)
  const templateId = id(given.id)
  const name = text(given.elementName)
  if (!templateId || !name) return undefined
  const meta = parsed(given.containerMeta)
  return present({
    id: templateId,
    name,
    language: text(given.languageCode) ?? '',
    category: text(given.category) ?? '',
    status: text(given.status) ?? '',
    reason: text(given.reason),
    quality: text(given.quality),
    correctCategory: text(meta.correctCategory),
    words: text(given.category) === 'AUTHENTICATION' ? wordsOf(given, meta) : undefined,
    content: contentOf(given, meta),
    createdAt: dateOf(given.createdOn),
  })
}

/** `data` is what people will read, flattened: lines, then ` | [label,…]` for each button. */
function wordsOf(given: JsonObject, meta: JsonObject): ProviderTemplate['words'] {
  const [lines = '', button] = (text(given.data) ?? text(meta.data) ?? '').split(' | [')
  const hasFooter = meta.codeExpirationMinutes !== undefined || meta.footer !== undefined
  const [, body = lines, footer] = (hasFooter && /^([\s\S]*)\n([^\n]+)$/.exec(lines)) || []
  if (!body.includes('{{1}}')) return undefined
  return present({ body: body.trim(), footer: footer?.trim() ?? null, copy: text(button?.split(/[,\]]/)[0]) })
}

/** Undefined where the list does not tell the parts. */
function contentOf(given: JsonObject, meta: JsonObject): ReadContent | undefined {
  const body = text(meta.data)
  const cards = list(fromJson(meta.cards)).length
  if (body === undefined && cards === 0) return undefined
  const isAuth = text(given.category) === 'AUTHENTICATION'
  return {
    type: text(given.templateType)?.toUpperCase() ?? 'TEXT',
    named: text(given.parameterFormat)?.toUpperCase() === 'NAMED',
    header: text(meta.header) ?? null,
    headerExample: text(meta.sampleHeader) ?? null,
    body: body ?? '',
    example: text(meta.sampleText) ?? null,
    footer: text(meta.footer) ?? null,
    buttons: list(fromJson(meta.buttons)).flatMap(readButton),
    cards,
    auth: isAuth
      ? {
          securityNote: flag(meta.addSecurityRecommendation) ?? false,
          codeMinutes: number(meta.codeExpirationMinutes) ?? null,
        }
      : null,
  }
}

function readButton(value: unknown): ReadButton[] {
  if (!isObject(value)) return []
  const type = (text(value.type) ?? '').toUpperCase()
  const example = text(value.example) ?? text(list(value.example)[0])
  return [
    present({
      type: type === 'OTP' ? `OTP_${text(value.otp_type)?.toUpperCase() ?? 'COPY_CODE'}` : type,
      text: text(value.text) ?? '',
      url: text(value.url) ?? (type === 'URL' ? text(value.buttonValue) : undefined),
      phoneNumber: text(value.phone_number),
      example,
    }),
  ]
}

const dateOf = (value: unknown): Date | undefined => {
  const read = time(value)
  return read === undefined ? undefined : new Date(read)
}

const fromJson = (value: unknown): unknown => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

const parsed = (value: unknown): JsonObject => object(fromJson(value))
