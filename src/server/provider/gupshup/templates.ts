import type { Provider, ProviderTemplate, SubmittedButton, TemplateSubmission } from '../port.ts'
import { ProviderFault } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { present } from './read-json.ts'
import { readTemplate } from './read-template.ts'
import { incomplete } from './verdicts.ts'

const PAGE = 100
/** A long list passes the limit of ten calls a minute; nobody stands waiting for it. */
const LIST_PATIENCE_MS = 65_000

const callFor = (appId: string, more: Pick<Call, 'method' | 'form' | 'query' | 'patienceMs' | 'repeatable'>): Call => ({
  path: ofApp(appId, 'templates'),
  limit: { name: 'templates', scope: appId },
  ...more,
})

type Templates = Pick<Provider, 'submitTemplate' | 'editTemplate' | 'deleteTemplate' | 'listTemplates'>

/** What it answers to deleting one that is there no more (reference 3.5). */
const GONE = /does not exists?|no template found|does not match/i

export function templates(ask: Ask): Templates {
  return {
    async submitTemplate(appId, template) {
      const call = callFor(appId, { method: 'POST', form: formOf(template), repeatable: false })
      const { template: made } = await ask.app(appId, call)
      return readTemplate(made) ?? raise(call)
    },

    async editTemplate(appId, templateId, template) {
      const { elementName: _name, languageCode: _language, ...form } = formOf(template)
      // All components are replaced (LIM-03): what it has no more is named as empty.
      const whole = { header: '', footer: '', buttons: '[]', ...form }
      const path = ofApp(appId, `templates/${encodeURIComponent(templateId)}`)
      await ask.app(appId, { ...callFor(appId, { method: 'PUT', form: whole, repeatable: false }), path })
    },

    async deleteTemplate(appId, { id, name }) {
      const path = ofApp(appId, `template/${encodeURIComponent(name)}/${encodeURIComponent(id)}`)
      try {
        await ask.app(appId, { ...callFor(appId, { method: 'DELETE', repeatable: true }), path })
      } catch (fault) {
        if (!(fault instanceof ProviderFault && fault.verdict === 'refused' && GONE.test(fault.message))) throw fault
      }
    },

    /** Where pages begin and whether their size is kept is not documented: reading goes on past an empty page 0, and ends
     *  at a page shorter than one before, or when nothing new comes. A page cut shorter than was asked for has a round size. */
    async listTemplates(appId, of) {
      const found = new Map<string, ProviderTemplate>()
      for (let page = 0, idle = 0, longest = 0; idle < 2; page++) {
        const query = present({ pageNo: String(page), pageSize: String(PAGE), elementName: of?.name })
        const call = callFor(appId, { method: 'GET', query, repeatable: true, patienceMs: LIST_PATIENCE_MS })
        const { templates: rows } = await ask.app(appId, call)
        if (!Array.isArray(rows)) throw incomplete('templates', call)
        const before = found.size
        for (const template of rows.map(readTemplate)) if (template) found.set(template.id, template)
        idle = found.size > before ? 0 : idle + 1
        if (rows.length < longest || (rows.length < PAGE && rows.length % 5 !== 0)) break
        longest = Math.max(longest, rows.length)
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
