import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault, type ProviderTemplate } from '../../provider/port.ts'
import { appOf } from '../channels/app-of.ts'
import { sampleFor } from '../files/sample-for.ts'
import { edited } from './edit-template.ts'
import { applyProviderWord } from './judge-template.ts'
import { type EditRecord, findEdit, settleEdit, updateEdit, writeContent } from './life-store.ts'
import { columnsOf } from './request-store.ts'
import { hasContent } from './same-content.ts'
import { findLockedTemplate, insertHistory } from './store.ts'
import { asTold } from './submit-template.ts'
import { tellRefusal } from './tell-refusal.ts'
import { submissionOf } from './template-content.ts'

/** The provider's list may lag behind its own answers: until then an old content in it says nothing. */
const SETTLED_MS = 5 * 60_000

type Parts = Pick<System, 'db' | 'jobs' | 'provider' | 'storage'>
type Outcome = { found?: ProviderTemplate } | { refused: string }

/** Job `template.edit` (TP-8). After an uncertain answer the list is looked at first, so that no edit is made twice: each
 *  counts towards WhatsApp's limits. A fault that leaves it open is thrown, to be tried again. */
export function carryEdit(system: Parts) {
  const { db, jobs } = system
  return async ({ companyId, editId }: { companyId: string; editId: string }): Promise<void> => {
    const begun = await db.inTenant(companyId, (tx) => look(tx, companyId, editId))
    if (begun === null) return
    const { channel_id: channelId, id: templateId } = begun.row
    const at = new Date()
    const outcome = await about({ companyId, channelId, templateId }, () => carry(system, begun))
    await db.asSystem('template-jobs', (tx) => settle(tx, jobs.enqueue, { companyId, editId, at }, outcome))
  }
}

async function look(tx: Tx, companyId: string, editId: string) {
  const edit = await findEdit(tx, companyId, editId)
  if (edit?.status !== 'sending') return null
  const row = await findLockedTemplate(tx, companyId, edit.template_id)
  if (!row || row.provider_id === null) return null
  const app = await appOf(tx, companyId, row.channel_id)
  return { edit, row, providerId: row.provider_id, app, submission: submissionOf(edited(row, edit.content)) }
}

type Begun = NonNullable<Awaited<ReturnType<typeof look>>>

async function carry(system: Parts, { edit, row, providerId, app, submission }: Begun): Promise<Outcome> {
  const { db, provider } = system
  const { company_id: companyId, submitted_at: triedAt } = edit
  if (triedAt !== null) {
    const found = (await provider.listTemplates(app.appId)).find(({ id }) => id === providerId)
    if (!found) return { refused: 'The template is no longer there' }
    if (hasContent(found, submission)) return { found }
    if (Date.now() - triedAt.getTime() < SETTLED_MS) throw new ProviderFault('busy', 'The list may be behind still')
  }
  const mark = (submitted_at: Date | null) => db.inTenant(companyId, (tx) => updateEdit(tx, edit, { submitted_at }))
  try {
    const { type } = submission
    const sample =
      type !== 'TEXT' && (await sampleFor(system, companyId, type, edited(row, edit.content).sample_file_id))
    const shown = sample && { sampleHandle: (await provider.uploadSample(app, sample)).handle }
    // Noted before it can leave, so that a try cut short is known as one.
    await mark(new Date())
    await provider.editTemplate(app.appId, providerId, { ...submission, ...shown })
    return {}
  } catch (fault) {
    if (!(fault instanceof ProviderFault)) throw fault
    if (fault.verdict === 'refused' && fault.code !== 'credentials') return { refused: fault.message }
    if (fault.verdict !== 'uncertain') await mark(null)
    throw fault
  }
}

interface Which {
  companyId: string
  editId: string
  /** When the try began: a word that came after it is newer. */
  at: Date
}

async function settle(tx: Tx, enqueue: Enqueue, { companyId, editId, at }: Which, outcome: Outcome): Promise<void> {
  const edit = await findEdit(tx, companyId, editId)
  const row = edit && (await findLockedTemplate(tx, companyId, edit.template_id))
  if (!edit || !row) return
  const entry = { company_id: companyId, template_id: row.id, source: 'submission', status: row.status } as const
  await announce(tx, companyId, 'templates', row.id)
  if ('refused' in outcome) {
    const { refused: reason } = outcome
    await refuse(tx, edit, reason)
    return tellRefusal(tx, enqueue, row, { word: 'EDIT_REFUSED', reason, askedBy: edit.created_by })
  }

  // Under the template's lock: what was made of its old text is older than this (WS-1).
  await settleEdit(tx, edit)
  await writeContent(tx, row, columnsOf(edit.content))
  await insertHistory(tx, { ...entry, status_word: 'EDITED' })
  const channel = { companyId, channelId: row.channel_id }
  const { name, language, provider_id: providerId } = row
  const same = { providerId: providerId ?? undefined, name, language, at }
  // LIM-05: an approved or paused one is approved again by itself; what it is meanwhile only the list knows.
  const told = outcome.found ? { ...asTold(outcome.found), ...same } : { ...same, status: 'PENDING' }
  if (outcome.found || row.status === 'rejected') await applyProviderWord(tx, enqueue, channel, told, 'submission')
  await enqueue(tx, 'template.reconcile', channel, { key: row.channel_id })
}

/** What was refused does not count, and the template stands as it was. */
async function refuse(tx: Tx, edit: EditRecord, reason: string): Promise<void> {
  const uncounted = { counts_from: null, counts_until: null }
  await updateEdit(tx, edit, { status: 'refused', reason, settled_at: new Date(), ...uncounted })
}
