import { sentence } from '../../../contract/problems.ts'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import type { Sentence } from '../../../rules/template.ts'
import { formField } from '../../../rules/template-form.ts'
import { lintTemplate } from '../../../rules/template-lint/lint-template.ts'
import { useFile } from '../files/use-file.ts'
import { discardRequested } from './delete-draft.ts'
import { insertRequest } from './insert-request.ts'
import { listSiblings, type Sibling } from './request-store.ts'
import { type Form, judgedForm, keptOf } from './template-content.ts'
import { mustTakeTemplates } from './template-channel.ts'

type Input = Form & { channelId: string; draftId?: string | undefined; overrides: string[] }

/** "Solicitar" (TP-4): the request stands as Pendiente when this returns; a job takes it to the provider (TP-6). */
export async function requestTemplate(ctx: Ctx, input: Input): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  const { channelId, draftId, overrides, ...form } = input
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    const siblings = await listSiblings(tx, companyId, channelId, form)
    if (siblings.some(({ name, language }) => name === form.name && language === form.language)) throw nameTaken(ctx)
    const overridden = judge(form, siblings, overrides, ctx)
    mustHaveOneHeader(form, ctx)
    const { type, sampleFileId } = keptOf(form)
    if (type !== 'TEXT' && sampleFileId !== null) {
      await useFile(tx, { companyId, lang: ctx.lang }, { id: sampleFileId, type, field: 'sampleFileId' })
    }

    const id = await insertRequest(tx, ctx, { channelId, form, overridden })
    if (id === undefined) throw nameTaken(ctx)
    if (draftId !== undefined) await discardRequested(tx, ctx, draftId, channelId)
    return { id }
  })
}

/** TP-5: the browser has judged already, but only this counts. Gives the rules that the person overruled. */
function judge(form: Form, siblings: Sibling[], overrides: string[], { lang }: Ctx): string[] {
  const errors = lintTemplate(judgedForm(form), { lang, product: true, siblings }).filter(
    (finding) => finding.severity === 'error',
  )
  const standing = errors.filter((finding) => finding.blocks || !overrides.includes(finding.rule))
  if (standing.length > 0) {
    throw new Refusal(
      'template_refused',
      {},
      standing.map(({ field, rule, message }) => ({ field: formField({ rule, field }), rule, message })),
    )
  }
  return errors.map((finding) => finding.rule)
}

/** A header is a text or a file; the lint is given one of them and cannot tell (HDR-11). */
function mustHaveOneHeader({ category, type, header }: Form, { lang }: Ctx): void {
  if (category === 'AUTHENTICATION' || type === 'TEXT' || header === null) return
  throw new Refusal('template_refused', {}, [{ field: 'header', rule: 'HDR-11', message: ONE_HEADER[lang] }])
}

const ONE_HEADER: Sentence = {
  es: 'Quita el texto del encabezado: en este tipo de plantilla ahí va el archivo.',
  en: 'Remove the text of the header: in this type of template the file stands there.',
}

function nameTaken({ lang }: Ctx): Refusal {
  const message = sentence('template_name_taken', lang)
  return new Refusal('template_name_taken', {}, [{ field: 'name', rule: 'NAME-03', message }])
}
