import { approvalStateOf, mayDecide } from '../../../rules/template-approval.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { discard } from './delete-draft.ts'
import { type DraftRecord, findLockedDraft } from './draft-store.ts'
import { editForm } from './edit-template.ts'
import {
  type EditionRecord,
  findEdition,
  findLastEdition,
  insertComment,
  nameOf,
  updateEdition,
} from './edition-store.ts'
import { requestForm } from './request-template.ts'
import { tellOfApproval } from './tell-approval.ts'

interface Decision {
  id: string
  decision: 'approve' | 'want_changes'
  comment?: string | undefined
  submit: boolean
}

/** TP-10: a yes, or a wish, about one exact text. If the draft has moved on meanwhile there is none, and one is told. */
export async function decideEdition(ctx: Ctx, input: Decision): Promise<{ templateId: string | null }> {
  const { id, decision, comment } = input
  if (decision === 'want_changes' && !comment) throw new Refusal('approval_comment', {}, [commentMissing(ctx)])
  return ctx.inTenant(async (tx) => {
    const { draft, edition } = await lockBoth(tx, companyOf(ctx.actor), id)
    const { role } = ctx.actor.standing
    if (!mayDecide({ userId: ctx.actor.userId, role }, edition.author_id)) throw new Refusal('approval_own')
    if (isRepeated(edition, ctx, decision)) {
      return { templateId: input.submit ? await submit(tx, ctx, draft, edition) : null }
    }
    if (edition.state !== 'asked') throw await whyNot(tx, edition, draft.saved_by_name)

    const state = decision === 'approve' ? 'approved' : 'changes_wanted'
    const decided = { decided_by: ctx.actor.userId, decided_as: role, decided_at: new Date() }
    await updateEdition(tx, edition, { state, ...decided })
    if (comment) await insertComment(tx, draft, { editionId: id, authorId: ctx.actor.userId, text: comment })
    await record(tx, doerOf(ctx), `template_draft.${decision}`, draft.id, { editionId: id }, { state, comment })
    await announce(tx, draft.company_id, 'templates', draft.id)
    const templateId =
      decision === 'approve' && input.submit
        ? await submit(tx, ctx, draft, { ...edition, ...decided, state: 'approved' })
        : null
    const { displayName: name } = edition.content
    const about = { draftId: draft.id, templateId, channelId: draft.channel_id, name, decision, text: comment }
    await tellOfApproval(tx, ctx, 'approval_decided', [edition.author_id], about)
    return { templateId }
  })
}

/** "Solicitar" of what was approved, by whoever may request. */
export async function submitDraft(ctx: Ctx, { id }: { id: string }): Promise<{ templateId: string }> {
  return ctx.inTenant(async (tx) => {
    const draft = found(await findLockedDraft(tx, companyOf(ctx.actor), id))
    const edition = await findLastEdition(tx, draft)
    if (!edition || approvalStateOf(edition.state) !== 'approved') throw new Refusal('not_approved')
    return { templateId: await submit(tx, ctx, draft, edition) }
  })
}

/** Judged once more: what was sound when it was asked for may not be any more. */
async function submit(tx: Tx, ctx: Ctx, draft: DraftRecord, edition: EditionRecord): Promise<string> {
  const { channel_id: channelId, template_id } = draft
  const { content: form, overridden: overrides } = edition
  const templateId = template_id ?? (await requestForm(tx, ctx, { channelId, form, overrides }, edition))
  if (template_id !== null) await editForm(tx, ctx, { id: template_id, form, overrides }, edition)
  await discard(tx, ctx, draft)
  return templateId
}

/** The draft's lock comes first, as with whoever saves it: so one of the two is second and knows. */
async function lockBoth(tx: Tx, companyId: string, id: string) {
  const { draft_id: draftId } = found(await findEdition(tx, companyId, id))
  const draft = found(draftId === null ? null : await findLockedDraft(tx, companyId, draftId))
  return { draft, edition: found(await findEdition(tx, companyId, id)) }
}

/** The same decision once more: its answer was lost on the way. */
const isRepeated = ({ state, decided_by }: EditionRecord, { actor }: Ctx, decision: Decision['decision']) =>
  decided_by === actor.userId && state === (decision === 'approve' ? 'approved' : 'changes_wanted')

async function whyNot(tx: Tx, { state, decided_by }: EditionRecord, savedBy: string): Promise<Refusal> {
  if (state === 'lapsed') return new Refusal('approval_not_needed')
  if (state === 'superseded' || decided_by === null) return new Refusal('edition_moved', { by: savedBy })
  return new Refusal('edition_decided', { by: await nameOf(tx, decided_by) })
}

const commentMissing = ({ lang }: Ctx) => ({
  field: 'comment',
  rule: 'TP-10',
  message: lang === 'en' ? 'Say what has to change.' : 'Di qué hay que cambiar.',
})
