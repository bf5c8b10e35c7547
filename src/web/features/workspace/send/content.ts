import type { Parameter } from '../../../../rules/template.ts'
import { contentOf } from '../../../../rules/template-form.ts'
import { valueKeys } from '../../../../rules/parameters.ts'
import type { SendableTemplate } from './use-choices.ts'

export interface Blank {
  /** As values are sent: the parameter's number, the header's `h1`. */
  key: string
  parameter: Parameter
}

/** What has to be filled in, in the order in which it is read; `headerName` is what to call the header's value. */
export function blanksOf(template: SendableTemplate, headerName: string): Blank[] {
  return valueKeys(contentOf(template)).map((key) => {
    const known = template.parameters.find(({ n }) => String(n) === key)
    const name = key.startsWith('h') ? headerName : `{{${key}}}`
    return { key, parameter: known ?? { n: 1, name, sample: '', type: 'text', source: null } }
  })
}

/** What stands in each blank: what was typed, else what its source says. */
export const valuesOf = (blanks: Blank[], typed: Record<string, string>, contactName: string): Record<string, string> =>
  Object.fromEntries(
    blanks.map(({ key, parameter }) => [key, typed[key] ?? (parameter.source === 'contact.name' ? contactName : '')]),
  )
