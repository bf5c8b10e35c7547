import { TemplateForm } from '../../../contract/templates.ts'
import { approvalStateOf, mayDecide } from '../../../rules/template-approval.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { findDraftOfTemplate, getDraft as getRow } from './draft-store.ts'
import { formOf } from './edit-template.ts'
import { findLastEdition, listComments, listEditions, type Whose } from './edition-store.ts'
import { getTemplate, type TemplateRecord } from './store.ts'

/** One draft with all that was asked for and said of it (TP-10). */
export async function getDraft(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const draft = await getRow(tx, companyId, id)
    const last = await findLastEdition(tx, draft)
    const state = approvalStateOf(last?.state)
    const who = { userId: ctx.actor.userId, role: ctx.actor.standing.role }
    const row = draft.template_id === null ? null : await getTemplate(tx, companyId, draft.template_id)
    return {
      id,
      channelId: draft.channel_id,
      templateId: draft.template_id,
      version: draft.version,
      content: draft.content,
      savedBy: { id: draft.saved_by, name: draft.saved_by_name },
      savedAt: draft.saved_at.toISOString(),
      state,
      standing: row && standingOf(row),
      may: {
        decide: state === 'asked' && last !== undefined && mayDecide(who, last.author_id),
        submit: state === 'approved',
      },
      ...(await textsOf(tx, { companyId, draftId: id, templateId: draft.template_id })),
    }
  })
}

/** What a template was, and was to be. */
export async function getTexts(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const row = await getTemplate(tx, companyId, id)
    return { standing: standingOf(row), ...(await textsOf(tx, { companyId, draftId: null, templateId: id })) }
  })
}

export async function getDraftOf(ctx: Ctx, { id }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await getTemplate(tx, companyId, id)
    const draft = await findDraftOfTemplate(tx, companyId, id)
    const { id: draftId, version, edition_state } = draft ?? {}
    return {
      draft: draftId && version ? { id: draftId, version, state: approvalStateOf(edition_state) } : null,
    }
  })
}

/** Null for one that was made elsewhere and is of no kind that is written here. */
const standingOf = (row: TemplateRecord) => TemplateForm.safeParse(formOf(row)).data ?? null

async function textsOf(tx: Tx, whose: Whose) {
  const editions = await listEditions(tx, whose)
  const comments = await listComments(tx, whose)
  const numbers = new Map(editions.map((edition) => [edition.id, edition.number]))
  return {
    editions: editions.map((edition) => ({
      id: edition.id,
      number: edition.number,
      at: edition.created_at.toISOString(),
      author: { id: edition.author_id, name: edition.author_name ?? '' },
      state: edition.state,
      decidedBy: edition.decided_by === null ? null : { id: edition.decided_by, name: edition.decider_name ?? '' },
      decidedAt: edition.decided_at?.toISOString() ?? null,
      overridden: edition.overridden,
      content: edition.content,
    })),
    comments: comments.map((comment) => ({
      id: comment.id,
      at: comment.created_at.toISOString(),
      author: { id: comment.author_id, name: comment.author_name ?? '' },
      text: comment.text,
      edition: numbers.get(comment.edition_id ?? '') ?? null,
    })),
  }
}
