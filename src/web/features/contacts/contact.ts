import type { Outputs } from '../../api.ts'
import { prettyPhone } from '../../../rules/phone.ts'

export type ContactRow = Outputs['contacts']['list']['items'][number]
export type ContactCard = Outputs['contacts']['get']
export type ContactAttribute = Outputs['contacts']['attributes'][number]

/** How a contact is called: by name, else by its first number. Empty when neither is known. */
export const calledBy = ({ name, addresses }: Pick<ContactCard, 'name' | 'addresses'>): string => {
  const phone = addresses.find(({ primary }) => primary) ?? addresses.find(({ kind }) => kind === 'phone')
  return name || (phone ? prettyPhone(phone.shown) : '')
}
