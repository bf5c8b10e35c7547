import { isDeepStrictEqual } from 'node:util'
import { DAY_MS, editing, leavesNames } from '../../../rules/template-life.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { useFile } from '../files/use-file.ts'
import { accountOf } from './account-store.ts'
import type { EditionRecord } from './edition-store.ts'
import { mustBeSound } from './judge-form.ts'
import { keepEdition, passApproval } from './keep-edition.ts'
import { insertEdit, lifeOf, writeContent } from './life-store.ts'
import { columnsOf, listSiblings } from './request-store.ts'
import { insertHistory, lockTemplate, type TemplateRecord } from './store.ts'
import { authOf, type Form, keptOf, submissionOf } from './template-content.ts'

type Input = Form & { id: string; overrides: string[] }

/** TP-8: the template stays as it is until the provider has taken the edit, which a job brings there. What WhatsApp does not
 *  see (names for agents, samples) stands at once and counts for nothing. */
export async function editTemplate(ctx: Ctx, { id, overrides, ...form }: Input): Promise<{ sent: boolean }> {
  return ctx.inTenant((tx) => editForm(tx, ctx, { id, form, overrides }))
}

interface Edit {
  id: string
  form: Form
  overrides: readonly string[]
}

/** @param edition what was said yes to, where that is asked for (TP-10); what WhatsApp does not see needs no yes */
export async function editForm(tx: Tx, ctx: Ctx, edit: Edit, edition?: EditionRecord): Promise<{ sent: boolean }> {
  const { row, form, sent, counts, overridden } = await mustBeEditable(tx, ctx, edit)
  const before = formOf(row)
  if (sent) await send(tx, ctx, row, { form, before, counts, overridden, edition })
  else {
    if (edition) await passApproval(tx, ctx, edition)
    await writeContent(tx, row, columnsOf(form))
  }
  await record(tx, doerOf(ctx), 'template.edit', row.id, { ...before }, { ...form, sent, editionId: edition?.id })
  await announce(tx, row.company_id, 'templates', row.id)
  return { sent }
}

/** Locks it, and gives the form as it may be asked for: what cannot be changed stays. What WhatsApp does not see is not held
 *  back by what it allows, save by an edit that is on its way and would undo it. */
export async function mustBeEditable(tx: Tx, ctx: Ctx, { id, form: given, overrides }: Edit) {
  const row = await lockTemplate(tx, companyOf(ctx.actor), id)
  const { barrier, again, counts } = editing(await lifeOf(tx, row), new Date())
  const form = { ...given, name: row.name, language: row.language, ...(counts && { category: row.category }) }
  const sent = row.status === 'rejected' || !isSameForReview(row, form)
  if (again || (barrier !== null && (sent || !leavesNames(barrier)))) {
    throw new Refusal('template_not_editable', { barrier: barrier ?? 'again' })
  }
  const overridden = await judge(tx, ctx, row, { form, sent, overrides })
  return { row, form, sent, counts, overridden }
}

interface Judged {
  form: Form
  sent: boolean
  overrides: readonly string[]
}

async function judge(tx: Tx, ctx: Ctx, row: TemplateRecord, { form, sent, overrides }: Judged) {
  const companyId = row.company_id
  const others = await listSiblings(tx, companyId, row.channel_id, form)
  const siblings = others.filter(({ name, language }) => name !== row.name || language !== row.language)
  const {
    reservedNames: _names,
    createdInLastHour: _created,
    templates: _all,
    ...account
  } = await accountOf(tx, companyId, row.channel_id)
  const stands = sent ? undefined : formOf(row)
  const overridden = mustBeSound(ctx, form, { siblings, account, overrides, stands })
  const { type, sampleFileId } = keptOf(form)
  if (type !== 'TEXT' && sampleFileId !== null && (sent || sampleFileId !== row.sample_file_id)) {
    await useFile(tx, { companyId, lang: ctx.lang }, { id: sampleFileId, type, field: 'sampleFileId' })
  }
  return overridden
}

interface Change {
  form: Form
  before: Form
  counts: boolean
  overridden: string[]
  edition: EditionRecord | undefined
}

async function send(tx: Tx, ctx: Ctx, row: TemplateRecord, change: Change): Promise<void> {
  const { form, before, counts, overridden, edition } = change
  const { company_id: companyId, id, channel_id: channelId } = row
  await passApproval(tx, ctx, edition)
  const now = new Date()
  const editId = await insertEdit(tx, {
    company_id: companyId,
    template_id: id,
    content: form,
    before,
    edition_id: edition?.id ?? null,
    created_by: edition?.author_id ?? ctx.actor.userId,
    ...(counts && { counts_from: now, counts_until: new Date(now.getTime() + DAY_MS) }),
  })
  await keepEdition(tx, ctx, { channelId, templateId: id, form, overridden, edition })
  await insertHistory(tx, {
    company_id: companyId,
    template_id: id,
    source: 'person',
    status: row.status,
    status_word: 'EDITING',
    actor_name: ctx.actor.name,
  })
  await ctx.jobs.enqueue(tx, 'template.edit', { companyId, editId }, { key: editId })
}

/** The form that would ask for what stands. */
export function formOf(row: TemplateRecord): Form {
  const { name, language, category, type, header, body, footer, parameters } = row
  const names = { name, displayName: row.display_name, language, category, type, sampleFileId: row.sample_file_id }
  const auth = authOf(row)
  if (auth) {
    return { ...names, header: null, headerSample: null, body: '', footer: null, buttons: [], parameters: [], auth }
  }
  const buttons = row.buttons.filter((button) => button.type !== 'COPY_CODE')
  return { ...names, header, headerSample: row.header_sample, body, footer, buttons, parameters, auth: null }
}

/** Samples are for the reviewers alone; whoever is approved needs no review for them. */
function isSameForReview(row: TemplateRecord, form: Form): boolean {
  return isDeepStrictEqual(reviewed(submissionOf(row)), reviewed(submissionOf(edited(row, form))))
}

function reviewed({ example: _body, headerExample: _header, buttons, ...rest }: ReturnType<typeof submissionOf>) {
  return { ...rest, buttons: buttons.map((button) => ({ ...button, example: undefined })) }
}

/** The row as it will be. */
export function edited(row: TemplateRecord, form: Form): TemplateRecord {
  const { buttons: _buttons, parameters: _parameters, ...columns } = columnsOf(form)
  const { buttons, parameters } = keptOf(form)
  return { ...row, ...columns, buttons, parameters }
}
