import { createHash } from 'node:crypto'
import type { App, Template, TemplateButton } from './rows.ts'

/** A template as the API tells it; `meta` and `containerMeta` are strings of JSON. */
export function templateJson(app: App, row: Template): object {
  return {
    appId: app.id,
    ...(row.buttons[0]?.type === 'OTP' ? { buttonSupported: 'OTP' } : {}),
    category: row.category,
    ...(row.oldCategory === undefined ? {} : { oldCategory: row.oldCategory }),
    containerMeta: JSON.stringify(containerMeta(app, row)),
    createdOn: row.createdOn,
    data: flattened(row),
    elementName: row.elementName,
    externalId: row.externalId,
    id: row.id,
    internalCategory: 0,
    internalType: 0,
    languageCode: row.languageCode,
    languagePolicy: 'deterministic',
    meta: JSON.stringify({ example: row.example }),
    modifiedOn: row.modifiedOn,
    namespace: app.namespace,
    parameterFormat: row.parameterFormat,
    priority: 1,
    quality: row.quality,
    ...(row.reason === undefined ? {} : { reason: row.reason }),
    retry: 0,
    stage: 'NONE',
    state: 'ACTIVE',
    status: row.status,
    templateType: row.templateType,
    vertical: row.vertical,
    wabaId: app.wabaId,
  }
}

function containerMeta(app: App, row: Template): object {
  const given = {
    header: row.header,
    sampleHeader: row.exampleHeader,
    footer: row.footer,
    sampleMedia: row.exampleMedia,
    codeExpirationMinutes: row.codeExpirationMinutes,
    buttons: row.buttons.length > 0 ? row.buttons : undefined,
  }
  return {
    appId: app.id,
    data: row.body,
    ...given,
    sampleText: row.example,
    enableSample: true,
    editTemplate: false,
    allowTemplateCategoryChange: false,
    addSecurityRecommendation: row.addSecurityRecommendation,
    isCPR: false,
    cpr: false,
  }
}

function flattened(row: Template): string {
  const text = [row.header, row.body, row.footer].filter((part) => part !== undefined && part !== '').join('\n')
  const buttons = row.buttons.map((button) => ` | [${[button.text, targetOf(button)].filter(Boolean).join(',')}]`)
  return text + buttons.join('')
}

const targetOf = (button: TemplateButton) => button.url ?? button.phone_number

/** Meta's number of a template: 15 digits, always the same for the same id. */
export function externalIdOf(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex').slice(0, 12)
  return String(BigInt(`0x${hex}`))
    .padStart(15, '1')
    .slice(0, 15)
}
