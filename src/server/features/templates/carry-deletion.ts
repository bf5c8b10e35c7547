import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { appOf } from '../channels/app-of.ts'
import { type TemplateRecord, updateTemplate } from './store.ts'
import { tellRefusal } from './tell-refusal.ts'

/** Job `template.delete` (TP-8): asking twice does no harm, since what is gone is gone. */
export function carryDeletion({ db, jobs, provider }: Pick<System, 'db' | 'jobs' | 'provider'>) {
  return async ({ companyId, templateId }: { companyId: string; templateId: string }): Promise<void> => {
    const begun = await db.inTenant(companyId, async (tx) => {
      const row = await findDeleting(tx, companyId, templateId)
      return row && { row, app: await appOf(tx, companyId, row.channel_id) }
    })
    if (!begun || begun.row.provider_id === null) return
    const { row, app } = begun
    const what = { id: begun.row.provider_id, name: row.name }
    const refused = await about({ companyId, channelId: row.channel_id, templateId }, () =>
      provider.deleteTemplate(app.appId, what).then(() => null, reasonOf),
    )
    await db.asSystem('template-jobs', async (tx) => {
      const still = await findDeleting(tx, companyId, templateId)
      if (still && refused === null) await updateTemplate(tx, still, { deleting: false })
      else if (still && refused !== null) await restore(tx, jobs.enqueue, still, refused)
    })
  }
}

function reasonOf(fault: unknown): string {
  if (fault instanceof ProviderFault && fault.verdict === 'refused' && fault.code !== 'credentials')
    return fault.message
  throw fault
}

async function findDeleting(tx: Tx, companyId: string, id: string): Promise<TemplateRecord | undefined> {
  return tx
    .selectFrom('template')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('deleting', '=', true)
    .forUpdate()
    .$castTo<TemplateRecord>()
    .executeTakeFirst()
}

/** The provider keeps it (NAME-07): so do we, and say why. Its name was reserved meanwhile, so nobody has taken it. */
async function restore(tx: Tx, enqueue: Enqueue, row: TemplateRecord, reason: string): Promise<void> {
  await updateTemplate(tx, row, {
    deleting: false,
    deleted_at: null,
    name_reserved_until: null,
    updated_at: new Date(),
  })
  await tellRefusal(tx, enqueue, row, { word: 'DELETE_REFUSED', reason, askedBy: row.created_by })
  await announce(tx, row.company_id, 'templates', row.id)
}
