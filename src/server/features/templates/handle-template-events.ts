import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import type { TemplateEvent } from '../../provider/events.ts'
import { applyProviderWord } from './judge-template.ts'

/** For the inbound pipeline; `tx` comes from `asSystem`. `at`: when the events came in. Events about templates that are not ours are passed over. */
export async function handleTemplateEvents(
  tx: Tx,
  enqueue: Enqueue,
  companyId: string,
  channelId: string,
  events: readonly TemplateEvent[],
  at = new Date(),
): Promise<void> {
  for (const { templateId: providerId, name, language, status, category, reason, quality } of events) {
    const told = { providerId, name, language, status, category, reason, quality, at }
    await applyProviderWord(tx, enqueue, { companyId, channelId }, told, 'webhook')
  }
}
