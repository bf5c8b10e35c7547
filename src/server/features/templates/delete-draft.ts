import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { found } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { deleteDraftRow, type DraftRecord, findLockedDraft } from './draft-store.ts'
import { handToTemplate } from './edition-store.ts'

export async function deleteDraft(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await discard(tx, ctx, found(await findLockedDraft(tx, companyId, id)))
    return {}
  })
}

/** The draft has become a request. One that somebody threw away meanwhile is no fault. */
export async function discardRequested(tx: Tx, ctx: Ctx, { draftId, channelId, templateId }: Became): Promise<void> {
  const draft = await findLockedDraft(tx, companyOf(ctx.actor), draftId)
  if (draft?.channel_id !== channelId) return
  await handToTemplate(tx, draft.company_id, draftId, templateId)
  await discard(tx, ctx, draft)
}

interface Became {
  draftId: string
  channelId: string
  templateId: string
}

/** The audit keeps the last text, which may be newer than what was requested. */
export async function discard(tx: Tx, ctx: Ctx, draft: DraftRecord): Promise<void> {
  await deleteDraftRow(tx, draft)
  const { version, content, channel_id: channelId } = draft
  await record(tx, doerOf(ctx), 'template_draft.delete', draft.id, { channelId, version, content }, null)
  await announce(tx, draft.company_id, 'templates', draft.id)
}
