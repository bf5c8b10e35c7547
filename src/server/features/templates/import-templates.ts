import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'
import type { templateBulk } from '../../../contract/template-bulk.ts'
import { formOfDraft } from '../../../contract/draft-form.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { found } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { insertAsked } from './ask-approval.ts'
import { discardRequested } from './delete-draft.ts'
import { type Content, type DraftRecord, insertDraft } from './draft-store.ts'
import { findLastEdition, wantsApproval } from './edition-store.ts'
import { type JudgedLine, judgeTable } from './import-judge.ts'
import { readTable } from './import-reading.ts'
import { accountOf } from './account-store.ts'
import { csvSentence } from './import-sentences.ts'
import { countUnderWay, draftsByName, lockImports, nameKey } from './import-store.ts'
import { insertRequest } from './insert-request.ts'
import { listSiblingsOfAll } from './request-store.ts'
import { tellApprovers } from './tell-approval.ts'
import { mustTakeTemplates } from './template-channel.ts'
import type { Form } from './template-content.ts'

type Answer = z.infer<NonNullable<(typeof templateBulk.importCsv)['~orpc']['outputSchema']>>
type Line = Answer['lines'][number]

interface Input {
  channelId: string
  /** Base64. */
  file: string
  mode: 'check' | 'drafts' | 'requests'
  overrides: string[]
}

/** LIM-02 */
const AN_HOUR = 100

/**
 * A file of templates, judged line by line; `check` only looks. Lines without blocking errors become drafts or requests, all
 * in one transaction; what exists already is told and left alone, so that the same file again changes nothing.
 */
export async function importTemplates(ctx: Ctx, { channelId, file, mode, overrides }: Input): Promise<Answer> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await mustTakeTemplates(tx, companyId, channelId)
    if (mode !== 'check') await lockImports(tx, channelId)
    const table = readTable(Buffer.from(file, 'base64'), ctx.lang)
    const siblingsOfAll = (forms: readonly Form[]) => listSiblingsOfAll(tx, companyId, channelId, forms)
    const { createdInLastHour: _waits, ...account } = await accountOf(tx, companyId, channelId)
    const judged = await judgeTable(table, { lang: ctx.lang, siblingsOfAll, account })
    const drafts = await draftsByName(tx, companyId, channelId)
    const underWay = await countUnderWay(tx, companyId, channelId)
    const asks = mode === 'requests' && (await wantsApproval(tx, companyId))
    const importer = { tx, ctx, channelId, drafts, overrides, underWay, asks }
    const lines: Line[] = []
    for (const line of judged) lines.push(await take(importer, line, mode))
    const asked = lines.filter(({ outcome }) => outcome === 'asked')
    if (asked.length > 0) {
      const more = asked.length > 1 ? ` (+${asked.length - 1})` : ''
      const name = `${asked[0]?.displayName ?? ''}${more}`
      await tellApprovers(tx, ctx, ctx.actor.userId, { channelId, name, count: asked.length })
    }
    return { lines, unknownColumns: table.unknown }
  })
}

interface Importer {
  tx: Tx
  ctx: Ctx
  channelId: string
  drafts: Map<string, DraftRecord>
  overrides: readonly string[]
  underWay: number
  /** Nothing is submitted without a yes (TP-10): what would be requested is asked for. */
  asks: boolean
}

async function take(importer: Importer, judged: JudgedLine, mode: Input['mode']): Promise<Line> {
  const { form, isWhole, judgement, line: at, findings } = judged
  const { name, displayName, language } = form
  const line: Line = {
    line: at,
    name,
    displayName,
    language,
    outcome: judgement,
    findings,
    id: null,
    submittedAt: null,
  }
  if (!isWhole || judgement === 'refused' || judgement === 'exists') return line
  const draft = importer.drafts.get(nameKey(form))
  if (mode === 'requests' && !importer.asks) return request(importer, line, form, draft)
  if (draft) {
    const message = csvSentence('CSV-18', importer.ctx.lang)
    const column = null
    line.findings = [...line.findings, { column, rule: 'CSV-18', severity: 'warning', message, blocks: false }]
  }
  if (mode === 'check') return line
  if (mode === 'requests') return ask(importer, line, form, draft)
  return draft
    ? { ...line, outcome: 'exists' }
    : { ...line, outcome: 'drafted', id: (await makeDraft(importer, form)).id }
}

/** A draft that says something else is somebody's work, and one that was asked for waits already. */
async function ask(importer: Importer, line: Line, form: Form, draft: DraftRecord | undefined): Promise<Line> {
  const overridden = overruled(importer, line)
  if (overridden === null) return line
  const { tx, ctx } = importer
  if (draft && (!isDeepStrictEqual(formOfDraft(draft.content), form) || (await findLastEdition(tx, draft)))) {
    return { ...line, outcome: 'exists' }
  }
  const asked = draft ?? (await makeDraft(importer, form))
  await insertAsked(tx, ctx, asked, { form, overridden })
  return { ...line, outcome: 'asked', id: asked.id }
}

/** Null: not all that would have to be overruled is. */
function overruled({ overrides }: Importer, { findings }: Line): string[] | null {
  const rules = findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
  return rules.every((rule) => overrides.includes(rule)) ? rules : null
}

async function makeDraft({ tx, ctx, channelId, drafts }: Importer, form: Form): Promise<DraftRecord> {
  const companyId = companyOf(ctx.actor)
  const content = draftOf(form)
  const draft = found(await insertDraft(tx, { companyId, channelId, content, savedBy: ctx.actor.userId }))
  drafts.set(nameKey(form), draft)
  await record(tx, doerOf(ctx), 'template_draft.create', draft.id, null, { channelId, version: draft.version, content })
  await announce(tx, companyId, 'templates', draft.id)
  return draft
}

const CONFIRM_STEP = 5

function draftOf(form: Form): Content {
  const kind = form.buttons[0]?.type
  const buttonKind = kind === undefined ? 'NONE' : kind === 'QUICK_REPLY' ? kind : 'CALL_TO_ACTION'
  return { ...form, step: CONFIRM_STEP, buttonKind }
}

async function request(importer: Importer, line: Line, form: Form, draft: DraftRecord | undefined): Promise<Line> {
  const { tx, ctx, channelId } = importer
  const overridden = overruled(importer, line)
  if (overridden === null) return line
  const afterSeconds = Math.floor(importer.underWay / AN_HOUR) * 3600
  const id = await insertRequest(tx, ctx, { channelId, form, overridden, afterSeconds })
  if (id === undefined) return { ...line, outcome: 'exists' }
  importer.underWay++
  // A draft that an earlier import made and nobody touched has become this request.
  if (draft?.version === 1 && isDeepStrictEqual(draft.content, draftOf(form)))
    await discardRequested(tx, ctx, { draftId: draft.id, channelId, templateId: id })
  const submittedAt = afterSeconds > 0 ? new Date(Date.now() + afterSeconds * 1000).toISOString() : null
  return { ...line, outcome: 'requested', id, submittedAt }
}
