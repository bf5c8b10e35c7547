import { isDeepStrictEqual } from 'node:util'
import { formOfDraft } from '../../../contract/draft-form.ts'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { authorOf, type Content, type DraftRecord, findLockedDraft, insertDraft, updateDraft } from './draft-store.ts'
import { supersede } from './edition-store.ts'
import { getTemplate } from './store.ts'
import { mustTakeTemplates } from './template-channel.ts'

interface NewDraft {
  channelId: string
  /** What it is to change; one draft at a time. */
  templateId?: string | undefined
  content: Content
}

export async function createDraft(ctx: Ctx, { channelId, templateId, content }: NewDraft) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    if (templateId !== undefined && (await getTemplate(tx, companyId, templateId)).channel_id !== channelId) found(null)
    const made = await insertDraft(tx, { companyId, channelId, templateId, content, savedBy: ctx.actor.userId })
    if (!made) throw new Refusal('edit_drafted')
    const { id, version } = made
    await record(tx, doerOf(ctx), 'template_draft.create', id, null, { channelId, templateId, version, content })
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
    // Who only leafs through it has not written it, and leaves a yes standing (TP-10).
    const isRewritten = !isDeepStrictEqual(formOfDraft(before.content), formOfDraft(input.content))
    if (isRewritten) await supersede(tx, before)
    const { version } = await updateDraft(tx, before, {
      content: input.content,
      savedBy: ctx.actor.userId,
      writtenBy: isRewritten ? ctx.actor.userId : authorOf(before),
    })
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
