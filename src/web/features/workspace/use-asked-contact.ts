import { useMemo } from 'react'
import { calledBy } from '../contacts/contact.ts'
import { useContact } from '../contacts/use-contact.ts'
import type { SendTarget } from './send/target.ts'
import { usePlace } from './use-place.ts'

/** WS-1: from a contact's page one comes here with the window to send already open. */
export function useAskedContact(): { target: SendTarget | null; done: () => void } {
  const { contactId, ticketId, sendId, to, go } = usePlace()
  const contact = useContact(contactId).data
  const target = useMemo(() => {
    if (!contactId || !contact) return null
    const phone = contact.addresses.find(({ primary }) => primary)?.shown ?? null
    return { contactId: contact.id, name: calledBy(contact), phone }
  }, [contactId, contact])
  const done = () => {
    if (contactId) go(to({ ...(ticketId && { ticket: ticketId }), ...(sendId && { envio: sendId }) }), true)
  }
  return { target, done }
}
