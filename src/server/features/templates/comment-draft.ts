import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { found } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { authorOf, findLockedDraft } from './draft-store.ts'
import { findLastEdition, insertComment, listComments } from './edition-store.ts'
import { tellOfApproval } from './tell-approval.ts'

/** Its author hears of it, and who has said something before. */
export async function commentDraft(ctx: Ctx, { id, text }: { id: string; text: string }): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const draft = found(await findLockedDraft(tx, companyId, id))
    const edition = await findLastEdition(tx, draft)
    const before = await listComments(tx, { companyId, draftId: id, templateId: null })
    const commentId = await insertComment(tx, draft, {
      editionId: edition?.id ?? null,
      authorId: ctx.actor.userId,
      text,
    })
    await record(tx, doerOf(ctx), 'template_draft.comment', id, null, { commentId, text })
    await announce(tx, companyId, 'templates', id)
    const hearers = [authorOf(draft), ...before.map((comment) => comment.author_id)]
    const name = draft.content.displayName || draft.content.name || ''
    await tellOfApproval(tx, ctx, 'approval_commented', hearers, {
      draftId: id,
      channelId: draft.channel_id,
      name,
      text,
    })
    return { id: commentId }
  })
}
