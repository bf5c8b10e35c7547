import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'

/** To the screens: with a campaign or queue, its tickets, sends, channels and templates may look different now. */
export async function announceMoved(tx: Tx, companyId: string, campaignId: string): Promise<void> {
  const topics = ['campaigns', 'channels', 'tickets', 'sends', 'templates', 'people'] as const
  await announceAll(tx, new Set(topics.map((topic) => announcementText(companyId, topic, campaignId))))
}
