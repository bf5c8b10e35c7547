/** To whom a template goes: the contact of a ticket, a known contact, or (empty) a number still to be typed. */
export interface SendTarget {
  ticketId?: string
  contactId?: string
  name?: string
  phone?: string | null
  campaignId?: string
  queueId?: string | undefined
}

/** Under this key the half-filled dialog outlives a reload. */
export const targetKey = ({ ticketId, contactId }: SendTarget): string => ticketId ?? contactId ?? 'number'
