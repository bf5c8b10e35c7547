import { skipToken, useQuery } from '@tanstack/react-query'
import { showAttribute } from '../../../../rules/attributes.ts'
import { orpc } from '../../../api.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import { useAttributes, useContact } from '../../contacts/use-contact.ts'
import type { SendTarget } from './target.ts'

/** Who gets the message, as far as it is known: the contact it was opened for, or the one of the number that was typed. */
export function useRecipient({ contactId, ticketId }: SendTarget, typedPhone: string | null) {
  const isTyped = contactId === undefined && ticketId === undefined
  const ticket = useQuery(
    orpc.workspace.ticket.queryOptions({ input: ticketId !== undefined && !contactId ? { id: ticketId } : skipToken }),
  )
  const byNumber = useQuery(
    orpc.contacts.byNumber.queryOptions({ input: isTyped && typedPhone ? { phone: typedPhone } : skipToken }),
  )
  const owner = isTyped ? (byNumber.data ?? null) : null
  const id = contactId ?? ticket.data?.contact.id ?? owner?.id
  const card = useContact(id, owner && typedPhone ? typedPhone : undefined)
  const definitions = useAttributes()
  const attributes = Object.fromEntries(
    (definitions.data ?? []).map(({ key, type }) => [
      key,
      showAttribute(type, card.data?.attributes[key] ?? '', currentLanguage()),
    ]),
  )
  return { contact: owner, attributes, optedOut: typeof card.data?.optedOutAt === 'string' || owner?.optedOut === true }
}
