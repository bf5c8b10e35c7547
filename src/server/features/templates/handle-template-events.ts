import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import type { TemplateEvent } from '../../provider/events.ts'
import { applyProviderWord } from './judge-template.ts'

/** For the inbound pipeline; `tx` comes from `asSystem`. `heard`: when they came in. Events about templates that are not ours are passed over. */
export async function handleTemplateEvents(
  tx: Tx,
  enqueue: Enqueue,
  companyId: string,
  channelId: string,
  events: readonly TemplateEvent[],
  heard = new Date(),
): Promise<void> {
  for (const { kind: _kind, templateId: providerId, at, categoryDueAt, ...said } of events) {
    const told = {
      ...said,
      providerId,
      ...(categoryDueAt && { categoryDueAt: new Date(categoryDueAt) }),
      at: at === undefined ? heard : new Date(at),
      heard,
    }
    await applyProviderWord(tx, enqueue, { companyId, channelId }, told, 'webhook')
  }
}
