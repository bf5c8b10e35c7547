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
    reasonDetail: row.reason_detail,
    recommendation: row.recommendation,
    pausedUntil: iso(row.paused_until),
    previousCategory: row.previous_category,
    recategorisedAt: iso(row.recategorised_at),
    correctCategory: row.correct_category,
    categoryAlertAt: iso(row.category_alert_at),
    categoryDueAt: iso(row.category_due_at),
    quality: row.quality,
    unsendable: row.unsendable,
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
    confirmedAt: iso(row.confirmed_at),
    history: history.map((entry) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      source: entry.source,
      status: entry.status,
      statusWord: entry.status_word,
      reason: entry.reason,
      detail: entry.detail,
      recommendation: entry.recommendation,
      toldAt: iso(entry.told_at),
      raw: entry.raw,
      actorName: entry.actor_name,
    })),
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null
