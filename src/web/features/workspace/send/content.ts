import { type Blank, blanksOf as blanksIn } from '../../../../rules/parameter-values.ts'
import { contentOf } from '../../../../rules/template-form.ts'
import type { SendableTemplate } from './use-choices.ts'

/** What has to be filled in, in the order in which it is read; `headerName` is what to call the header's value. */
export const blanksOf = (template: SendableTemplate, headerName: string): Blank[] =>
  blanksIn(contentOf(template), template.parameters, headerName)

/** What stands in each blank: what was typed, else what its source says of the contact. */
export const valuesOf = (
  blanks: Blank[],
  typed: Record<string, string>,
  contact: { name: string; phone: string },
): Record<string, string> =>
  Object.fromEntries(
    blanks.map(({ key, parameter: { source } }) => {
      const known = source === 'contact.name' ? contact.name : source === 'contact.phone' ? contact.phone : ''
      return [key, typed[key] ?? known]
    }),
  )
