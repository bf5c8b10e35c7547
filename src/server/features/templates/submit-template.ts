import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault, type ProviderTemplate } from '../../provider/port.ts'
import { appOf } from '../channels/app-of.ts'
import { sampleFor } from '../files/sample-for.ts'
import { applyProviderWord } from './judge-template.ts'
import { findLockedTemplate, updateTemplate } from './store.ts'
import { submissionOf } from './template-content.ts'
import type { Told } from './told-store.ts'

/** Job `template.submit` (TP-6). One runs at a time per template; a fault that leaves it open is thrown, to be tried again. */
export function submitTemplate(system: Pick<System, 'db' | 'jobs' | 'provider' | 'storage'>) {
  const { db, jobs } = system
  return async ({ companyId, templateId }: { companyId: string; templateId: string }): Promise<void> => {
    const begun = await db.inTenant(companyId, (tx) => begin(tx, companyId, templateId))
    if (begun === null) return
    const { channelId, submission } = begun
    const at = new Date()
    const answer = await about({ companyId, channelId, templateId }, () => submit(system, { ...begun, companyId }))
    const { name, language } = submission
    await db.asSystem('template-jobs', (tx) =>
      applyProviderWord(tx, jobs.enqueue, { companyId, channelId }, { ...answer, name, language, at }, 'submission'),
    )
  }
}

/** Notes the try before the request can leave, so that one cut short is known as one. Null: nothing is left to do. A webhook
 *  may have told the status already; the provider's id comes from here alone. */
async function begin(tx: Tx, companyId: string, templateId: string) {
  const row = await findLockedTemplate(tx, companyId, templateId)
  if (row === undefined || row.provider_id !== null || row.status === 'rejected') return null
  const app = await appOf(tx, companyId, row.channel_id)
  await updateTemplate(tx, row, { submitted_at: new Date() })
  return {
    app,
    channelId: row.channel_id,
    submission: submissionOf(row),
    sampleFileId: row.sample_file_id,
    triedBefore: row.submitted_at !== null,
  }
}

type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>

/** Never a second submission where the first may have arrived: after any earlier try the provider's list is asked. */
async function submit(
  system: Pick<System, 'db' | 'provider' | 'storage'>,
  { companyId, app, submission, sampleFileId, triedBefore }: Begun & { companyId: string },
): Promise<Omit<Told, 'at'>> {
  const { provider } = system
  if (triedBefore) {
    const listed = await provider.listTemplates(app.appId)
    const same = listed.find(({ name, language }) => name === submission.name && language === submission.language)
    if (same) return asTold(same)
  }
  try {
    const { type } = submission
    const sample = type !== 'TEXT' && (await sampleFor(system, companyId, type, sampleFileId))
    const shown = sample && { sampleHandle: (await provider.uploadSample(app, sample)).handle }
    return asTold(await provider.submitTemplate(app.appId, { ...submission, ...shown }))
  } catch (fault) {
    if (fault instanceof ProviderFault && isFinal(fault, triedBefore)) {
      return { status: 'NOT_ACCEPTED', reason: fault.message }
    }
    throw fault
  }
}

/** Refused credentials say nothing of the template. A name that is taken after an earlier try is taken by that try, and
 *  the list will show it soon. */
const isFinal = ({ verdict, code, message }: ProviderFault, triedBefore: boolean) =>
  verdict === 'refused' && code !== 'credentials' && !(triedBefore && /already exists/i.test(message))

export const asTold = ({
  id,
  status,
  category,
  reason,
  quality,
  correctCategory,
  words,
}: ProviderTemplate): Omit<Told, 'at'> => ({
  providerId: id,
  status: status || 'PENDING',
  category: category || undefined,
  reason,
  quality,
  correctCategory,
  words,
})
