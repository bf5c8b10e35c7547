/** What whoever moved a ticket is told. */
export interface Moved {
  /** Where it goes on: the ticket itself, or the one in the other campaign. */
  ticketId: string
  number: number
  /** What can be undone as long as nobody has done anything since; null for what cannot. */
  eventId: string | null
}
