import type { Provider, ProviderTemplate, SubmittedButton, TemplateSubmission } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { id, type JsonObject, object, present, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

const PAGE = 100
/** A long list passes the limit of ten calls a minute; nobody stands waiting for it. */
const LIST_PATIENCE_MS = 65_000

const callFor = (appId: string, more: Pick<Call, 'method' | 'form' | 'query' | 'patienceMs' | 'repeatable'>): Call => ({
  path: ofApp(appId, 'templates'),
  limit: { name: 'templates', scope: appId },
  ...more,
})

export function templates(ask: Ask): Pick<Provider, 'submitTemplate' | 'listTemplates'> {
  return {
    async submitTemplate(appId, template) {
      const call = callFor(appId, { method: 'POST', form: formOf(template), repeatable: false })
      const { template: made } = await ask.app(appId, call)
      return readTemplate(made) ?? raise(call)
    },

    /** Where pages begin and whether their size is kept is not documented: reading goes on past an empty page 0, and ends
     *  at a short page or one that repeats the last. */
    async listTemplates(appId) {
      const found = new Map<string, ProviderTemplate>()
      for (let page = 0, idle = 0; idle < 2; page++) {
        const query = { pageNo: String(page), pageSize: String(PAGE) }
        const call = callFor(appId, { method: 'GET', query, repeatable: true, patienceMs: LIST_PATIENCE_MS })
        const { templates: rows } = await ask.app(appId, call)
        if (!Array.isArray(rows)) throw incomplete('templates', call)
        const before = found.size
        for (const template of rows.map(readTemplate)) if (template) found.set(template.id, template)
        idle = found.size > before ? 0 : idle + 1
        if (rows.length < PAGE && !(page === 0 && rows.length === 0)) break
      }
      return [...found.values()]
    },
  }
}

function raise(call: Call): never {
  throw incomplete('template', call)
}

/** Fields of reference 3.1. `vertical` is a label that every documented request carries. */
function formOf(template: TemplateSubmission): Record<string, string> {
  const { header, headerExample, footer, buttons, sampleHandle, auth } = template
  return present({
    elementName: template.name,
    languageCode: template.language,
    category: template.category,
    vertical: template.name,
    templateType: template.type,
    content: template.body,
    example: template.example,
    header,
    exampleHeader: header === undefined ? undefined : (headerExample ?? header),
    footer,
    buttons: buttons.length > 0 ? JSON.stringify(buttons.map(buttonOf)) : undefined,
    enableSample: 'true',
    exampleMedia: sampleHandle,
    allowTemplateCategoryChange: 'false',
    addSecurityRecommendation: auth && String(auth.securityNote),
    codeExpirationMinutes: auth?.codeMinutes == null ? undefined : String(auth.codeMinutes),
  })
}

/** Reference 3.2. */
function buttonOf(button: SubmittedButton) {
  const { type, text } = button
  if (type === 'URL') return { type, text, url: button.url, ...(button.example && { example: [button.example] }) }
  if (type === 'PHONE_NUMBER') return { type, text, phone_number: button.phoneNumber }
  if (type === 'COPY_CODE') return { type: 'OTP', text, otp_type: 'COPY_CODE' }
  return { type, text }
}

function readTemplate(value: unknown): ProviderTemplate | undefined {
  const given = object(value)
  const templateId = id(given.id)
  const name = text(given.elementName)
  if (!templateId || !name) return undefined
  return present({
    id: templateId,
    name,
    language: text(given.languageCode) ?? '',
    category: text(given.category) ?? '',
    status: text(given.status) ?? '',
    reason: text(given.reason),
    quality: text(given.quality),
    words: text(given.category) === 'AUTHENTICATION' ? wordsOf(given) : undefined,
  })
}

/** `data` is what people will read, flattened: lines, then ` | [label,…]` for each button; `containerMeta`, a string of JSON,
 *  what was asked for, if with a footer. */
function wordsOf(given: JsonObject): ProviderTemplate['words'] {
  const meta = parsed(text(given.containerMeta))
  const [lines = '', button] = (text(given.data) ?? text(meta.data) ?? '').split(' | [')
  const hasFooter = meta.codeExpirationMinutes !== undefined || meta.footer !== undefined
  const [, body = lines, footer] = (hasFooter && /^([\s\S]*)\n([^\n]+)$/.exec(lines)) || []
  if (!body.includes('{{1}}')) return undefined
  return present({ body: body.trim(), footer: footer?.trim() ?? null, copy: text(button?.split(/[,\]]/)[0]) })
}

function parsed(json: string | undefined): JsonObject {
  try {
    return object(JSON.parse(json ?? ''))
  } catch {
    return object(undefined)
  }
}
