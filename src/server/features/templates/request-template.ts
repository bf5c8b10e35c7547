import { sentence } from '../../../contract/problems.ts'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { Refusal } from '../../refusal.ts'
import { useFile } from '../files/use-file.ts'
import { accountOf } from './account-store.ts'
import { discardRequested } from './delete-draft.ts'
import type { EditionRecord } from './edition-store.ts'
import { insertRequest } from './insert-request.ts'
import { mustBeSound } from './judge-form.ts'
import { listSiblings } from './request-store.ts'
import { type Form, keptOf } from './template-content.ts'
import { mustTakeTemplates } from './template-channel.ts'

interface Request {
  channelId: string
  form: Form
  overrides: readonly string[]
}

type Input = Form & { channelId: string; draftId?: string | undefined; overrides: string[] }

/** "Solicitar" (TP-4): the request stands as Pendiente when this returns; a job takes it to the provider (TP-6). */
export async function requestTemplate(ctx: Ctx, input: Input): Promise<{ id: string }> {
  const { channelId, draftId, overrides, ...form } = input
  return ctx.inTenant(async (tx) => {
    const id = await requestForm(tx, ctx, { channelId, form, overrides })
    if (draftId !== undefined) await discardRequested(tx, ctx, { draftId, channelId, templateId: id })
    return { id }
  })
}

/** @param edition what was said yes to, where that is asked for (TP-10) */
export async function requestForm(tx: Tx, ctx: Ctx, request: Request, edition?: EditionRecord): Promise<string> {
  const overridden = await mustBeRequestable(tx, ctx, request)
  const { channelId, form } = request
  const id = await insertRequest(tx, ctx, { channelId, form, overridden, edition })
  if (id === undefined) throw nameTaken(ctx)
  return id
}

/** Gives the rules that were overruled. */
export async function mustBeRequestable(tx: Tx, ctx: Ctx, { channelId, form, overrides }: Request): Promise<string[]> {
  const companyId = companyOf(ctx.actor)
  await mustTakeTemplates(tx, companyId, channelId)
  const siblings = await listSiblings(tx, companyId, channelId, form)
  if (siblings.some(({ name, language }) => name === form.name && language === form.language)) throw nameTaken(ctx)
  const account = await accountOf(tx, companyId, channelId)
  const overridden = mustBeSound(ctx, form, { siblings, account, overrides })
  const { type, sampleFileId } = keptOf(form)
  if (type !== 'TEXT' && sampleFileId !== null) {
    await useFile(tx, { companyId, lang: ctx.lang }, { id: sampleFileId, type, field: 'sampleFileId' })
  }
  return overridden
}

function nameTaken({ lang }: Ctx): Refusal {
  const message = sentence('template_name_taken', lang)
  return new Refusal('template_name_taken', {}, [{ field: 'name', rule: 'NAME-03', message }])
}
