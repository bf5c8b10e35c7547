import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { type Content, type DraftRecord, findLockedDraft, insertDraft, updateDraft } from './draft-store.ts'
import { mustTakeTemplates } from './template-channel.ts'

export async function createDraft(ctx: Ctx, { channelId, content }: { channelId: string; content: Content }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    const { id, version } = await insertDraft(tx, { companyId, channelId, content, savedBy: ctx.actor.userId })
    await record(tx, doerOf(ctx), 'template_draft.create', id, null, { channelId, version, content })
    await announce(tx, companyId, 'templates', id)
    return { id, version }
  })
}

/** Who names an older version than the one that stands is told who was faster; both texts stay: one here, one on their screen. */
export async function saveDraft(ctx: Ctx, input: { id: string; version: number; content: Content }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const before = found(await findLockedDraft(tx, companyId, input.id))
    if (before.version !== input.version) {
      if (isSavedAlready(before, input, ctx.actor.userId)) return { version: before.version }
      throw new Refusal('draft_changed', { by: before.saved_by_name, version: before.version })
    }
    const { version } = await updateDraft(tx, before, { content: input.content, savedBy: ctx.actor.userId })
    const after = { version, content: input.content }
    await record(tx, doerOf(ctx), 'template_draft.save', input.id, { version: before.version }, after)
    await announce(tx, companyId, 'templates', input.id)
    return { version }
  })
}

/** The same save once more: its answer was lost on the way. */
const isSavedAlready = (before: DraftRecord, input: { version: number; content: Content }, userId: string) =>
  before.version === input.version + 1 &&
  before.saved_by === userId &&
  isDeepStrictEqual(before.content, JSON.parse(JSON.stringify(input.content)))
