import { type Blank, blanksOf as blanksIn } from '../../../../rules/parameter-values.ts'
import { contentOf } from '../../../../rules/template-form.ts'
import type { SendableTemplate } from './use-choices.ts'

/** What has to be filled in, in the order in which it is read; `headerName` is what to call the header's value. */
export const blanksOf = (template: SendableTemplate, headerName: string): Blank[] =>
  blanksIn(contentOf(template), template.parameters, headerName)

/** What is known of who gets it; attributes by their key, as people read them. */
export interface KnownContact {
  name: string
  phone: string
  attributes?: Record<string, string>
}

function known(source: Blank['parameter']['source'], { name, phone, attributes = {} }: KnownContact): string {
  if (source === 'contact.name') return name
  if (source === 'contact.phone') return phone
  return (source && attributes[source.replace(/^attribute\./, '')]) || ''
}

/** What stands in each blank: what was typed, else what its source says of the contact. */
export const valuesOf = (
  blanks: Blank[],
  typed: Record<string, string>,
  contact: KnownContact,
): Record<string, string> =>
  Object.fromEntries(
    blanks.map(({ key, parameter: { source } }) => {
      return [key, typed[key] ?? known(source, contact)]
    }),
  )
