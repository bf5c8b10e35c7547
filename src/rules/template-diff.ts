import type { WrittenButton } from './template-form.ts'
import type { AuthenticationOptions } from './authentication-text.ts'
import type { Parameter } from './template.ts'

/** A text of a template as it was asked for. */
export interface Compared {
  name: string
  displayName: string
  language: string
  category: string
  type: string
  sampleFileId: string | null
  header: string | null
  headerSample: string | null
  body: string
  footer: string | null
  buttons: readonly WrittenButton[]
  parameters: readonly Parameter[]
  auth: AuthenticationOptions | null
}

export interface FieldChange {
  /** `displayName`, `body`, `buttons.2.text`, `parameters.1.sample` …; buttons and parameters count from 1. */
  field: string
  before: string | null
  after: string | null
}

/** The fields in which two texts of a template differ, in the order of the wizard. Without one before, all that is written. */
export function compareTemplates(before: Compared | null, after: Compared): FieldChange[] {
  const [old, new_] = [before ? fieldsOf(before) : new Map<string, string>(), fieldsOf(after)]
  const fields = [...new Set([...new_.keys(), ...old.keys()])].toSorted((a, b) => rank(a) - rank(b))
  return fields
    .map((field) => ({ field, before: old.get(field) ?? null, after: new_.get(field) ?? null }))
    .filter((change) => change.before !== change.after)
}

const ORDER = [
  'displayName',
  'name',
  'language',
  'category',
  'type',
  'sampleFileId',
  'header',
  'headerSample',
  'body',
  'footer',
  'parameters',
  'buttons',
  'securityNote',
  'codeMinutes',
]
const PARTS = ['type', 'name', 'text', 'url', 'phoneNumber', 'sample', 'example', 'source', 'optOut']

function rank(field: string): number {
  const [first = '', n = '0', part = ''] = field.split('.')
  return ORDER.indexOf(first) * 1_000_000 + Number(n) * 1000 + PARTS.indexOf(part)
}

/** What is empty is not written. */
function fieldsOf({ buttons, parameters, auth, ...plain }: Compared): Map<string, string> {
  const fields = new Map<string, string>()
  const put = (field: string, value: unknown) => {
    if (value === null || value === undefined || value === '' || value === false) return
    fields.set(field, typeof value === 'string' ? value : JSON.stringify(value))
  }
  for (const field of ORDER) put(field, plain[field as keyof typeof plain])
  for (const { n, ...parameter } of parameters) {
    for (const [part, value] of Object.entries(parameter)) put(`parameters.${n}.${part}`, value)
  }
  for (const [at, button] of buttons.entries()) {
    for (const [part, value] of Object.entries(button)) put(`buttons.${at + 1}.${part}`, value)
  }
  put('securityNote', auth && (auth.securityNote ? 'yes' : 'no'))
  put('codeMinutes', auth && (auth.codeMinutes === null ? 'none' : String(auth.codeMinutes)))
  return fields
}
