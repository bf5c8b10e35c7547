import { announcementText } from '../../live/announce.ts'

/** Where a message is seen: in a ticket, or among the sends without answer. */
export interface Seen {
  companyId: string
  place: string
  /** The ticket in which it is read too, after a transfer (TK-9). */
  carriedTo: string | null
  isSend: boolean
  /** It did not get there, or nobody knows: lists mark its ticket. */
  isTroubled: boolean
}

/** What the screens that show them are told. */
export function announcementsOf(seen: readonly Seen[]): Set<string> {
  const texts = new Set<string>()
  for (const { companyId, place, carriedTo, isSend, isTroubled } of seen) {
    texts.add(announcementText(companyId, 'messages', place))
    if (carriedTo) texts.add(announcementText(companyId, 'messages', carriedTo))
    if (isTroubled && !isSend) texts.add(announcementText(companyId, 'tickets', place))
    if (isSend) texts.add(announcementText(companyId, 'sends', place))
  }
  return texts
}
