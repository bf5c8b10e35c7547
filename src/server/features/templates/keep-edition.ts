import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { type EditionRecord, handToTemplate, insertEdition, updateEdition, wantsApproval } from './edition-store.ts'
import type { Form } from './template-content.ts'

/** TP-10, the gate that each text passes on its way to the provider: it is the one that was said yes to, or none is asked for. */
export async function passApproval(tx: Tx, ctx: Ctx, edition: EditionRecord | undefined): Promise<void> {
  if (edition) return updateEdition(tx, edition, { state: 'sent' })
  if (await wantsApproval(tx, companyOf(ctx.actor))) throw new Refusal('approval_needed')
}

interface Sent {
  channelId: string
  templateId: string
  form: Form
  overridden: readonly string[]
  edition: EditionRecord | undefined
}

/** What leaves is kept with the template, also where nobody had to say yes. */
export async function keepEdition(tx: Tx, ctx: Ctx, { channelId, templateId, form, overridden, edition }: Sent) {
  const companyId = companyOf(ctx.actor)
  if (edition?.draft_id) return handToTemplate(tx, companyId, edition.draft_id, templateId)
  const what = { companyId, channelId, templateId, content: form, overridden }
  await insertEdition(tx, { ...what, authorId: ctx.actor.userId, state: 'sent' })
}
