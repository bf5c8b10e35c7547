import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { doerOf, record } from '../audit/record.ts'
import type { EditionRecord } from './edition-store.ts'
import { keepEdition, passApproval } from './keep-edition.ts'
import { upsertRequested } from './request-store.ts'
import { retireDeleted } from './retire-deleted.ts'
import { insertHistory } from './store.ts'
import type { Form } from './template-content.ts'

interface Request {
  channelId: string
  form: Form
  /** The rules that the person overruled. */
  overridden: string[]
  /** Until it is submitted: WhatsApp takes so many an hour (LIM-02). */
  afterSeconds?: number
  /** What was said yes to, where that is asked for (TP-10). */
  edition?: EditionRecord | undefined
}

/** A request that was found good stands as Pendiente, and a job takes it to the provider. Undefined: its name is taken. */
export async function insertRequest(
  tx: Tx,
  ctx: Ctx,
  { channelId, form, overridden, afterSeconds = 0, edition }: Request,
): Promise<string | undefined> {
  const companyId = companyOf(ctx.actor)
  await passApproval(tx, ctx, edition)
  await retireDeleted(tx, doerOf(ctx), { channelId, name: form.name, language: form.language })
  const userId = edition?.author_id ?? ctx.actor.userId
  const id = await upsertRequested(tx, { companyId, channelId, userId, form, editionId: edition?.id })
  if (id === undefined) return undefined
  await keepEdition(tx, ctx, { channelId, templateId: id, form, overridden, edition })
  await insertHistory(tx, {
    company_id: companyId,
    template_id: id,
    source: 'person',
    status: 'pending',
    status_word: 'SENDING',
    actor_name: ctx.actor.name,
  })
  await ctx.jobs.enqueue(
    tx,
    'template.submit',
    { companyId, templateId: id },
    { key: id, ...(afterSeconds > 0 && { afterSeconds }) },
  )
  await record(tx, doerOf(ctx), 'template.request', id, null, {
    channelId,
    ...form,
    overridden,
    editionId: edition?.id,
  })
  await announce(tx, companyId, 'templates', id)
  return id
}
