import type * as z from 'zod'
import type { TemplateDetail, TemplateRow } from '../../../contract/templates.ts'
import type { Places } from './assignment-store.ts'
import type { HistoryRecord, TemplateRecord } from './store.ts'
import { authOf } from './template-content.ts'

export function presentRow(row: TemplateRecord, places: Places | undefined): z.infer<typeof TemplateRow> {
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    language: row.language,
    category: row.category,
    type: row.type,
    status: row.status,
    statusWord: row.status_word,
    reason: row.reason,
    quality: row.quality,
    active: row.active,
    campaigns: places?.campaigns ?? [],
    queues: places?.queues ?? [],
    updatedAt: row.updated_at.toISOString(),
  }
}

export function presentDetail(
  row: TemplateRecord,
  places: Places | undefined,
  history: HistoryRecord[],
): z.infer<typeof TemplateDetail> {
  return {
    ...presentRow(row, places),
    channelId: row.channel_id,
    header: row.header,
    headerSample: row.header_sample,
    body: row.body,
    footer: row.footer,
    buttons: row.buttons,
    parameters: row.parameters,
    sampleFileId: row.sample_file_id,
    auth: authOf(row),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    history: history.map((entry) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      source: entry.source,
      status: entry.status,
      statusWord: entry.status_word,
      reason: entry.reason,
      actorName: entry.actor_name,
    })),
  }
}
