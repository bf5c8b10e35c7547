import type * as z from 'zod'
import { formOfDraft } from '../../../contract/draft-form.ts'
import { TemplateForm } from '../../../contract/templates.ts'
import type { Sentence } from '../../../rules/template.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { found, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { authorOf, type Content, type DraftRecord, findLockedDraft } from './draft-store.ts'
import { mustBeEditable } from './edit-template.ts'
import { findLastEdition, insertComment, insertEdition, wantsApproval } from './edition-store.ts'
import { mustBeRequestable } from './request-template.ts'
import { tellApprovers } from './tell-approval.ts'
import type { Form } from './template-content.ts'

interface Ask {
  id: string
  /** Which save of the draft was looked at. */
  version: number
  overrides: string[]
  comment?: string | undefined
}

/** "Pedir aprobación" (TP-10): the draft's text as it stands is kept and waits for a yes. It is judged as when requested. */
export async function askApproval(ctx: Ctx, { id, version, overrides, comment }: Ask): Promise<{ editionId: string }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const draft = found(await findLockedDraft(tx, companyId, id))
    if (draft.version !== version) {
      throw new Refusal('draft_changed', { by: draft.saved_by_name, version: draft.version })
    }
    if (!(await wantsApproval(tx, companyId))) throw new Refusal('approval_not_needed')
    const last = await findLastEdition(tx, draft)
    // Asked once more: its answer was lost on the way, or somebody else was faster.
    if (last?.state === 'asked' || last?.state === 'approved') return { editionId: last.id }
    const form = wholeForm(draft.content, ctx.lang)
    const overridden = await judge(tx, ctx, draft, form, overrides)
    const editionId = await insertAsked(tx, ctx, draft, { form, overridden })
    if (comment) await insertComment(tx, draft, { editionId, authorId: ctx.actor.userId, text: comment })
    const { displayName: name } = form
    await tellApprovers(tx, ctx, authorOf(draft), { draftId: id, channelId: draft.channel_id, name, text: comment })
    return { editionId }
  })
}

async function judge(tx: Tx, ctx: Ctx, draft: DraftRecord, form: Form, overrides: string[]): Promise<string[]> {
  const { channel_id: channelId, template_id: id } = draft
  if (id === null) return mustBeRequestable(tx, ctx, { channelId, form, overrides })
  return (await mustBeEditable(tx, ctx, { id, form, overrides })).overridden
}

/** Also for drafts that an import has just made. */
export async function insertAsked(
  tx: Tx,
  ctx: Ctx,
  draft: DraftRecord,
  { form, overridden }: { form: Form; overridden: string[] },
): Promise<string> {
  const { company_id: companyId, id: draftId, channel_id: channelId, template_id: templateId } = draft
  const whose = { companyId, channelId, draftId, templateId }
  const content = { ...form }
  const editionId = await insertEdition(tx, {
    ...whose,
    content,
    overridden,
    authorId: authorOf(draft),
    state: 'asked',
  })
  await record(tx, doerOf(ctx), 'template_draft.ask', draftId, null, { editionId, content, overridden })
  await announce(tx, companyId, 'templates', draftId)
  return editionId
}

/** A draft may lack anything; what is asked for may not. */
function wholeForm(content: Content, lang: Ctx['lang']): Form {
  const { data, error } = TemplateForm.safeParse(formOfDraft(content))
  if (data) return data
  const errors = error.issues.map((issue: z.core.$ZodIssue) => ({
    field: issue.path.map(String).join('.'),
    rule: 'TP-4',
    message: LACKS[lang],
  }))
  throw new Refusal('template_refused', {}, errors)
}

const LACKS: Sentence = { es: 'Falta completar este dato.', en: 'This is still to be filled in.' }
