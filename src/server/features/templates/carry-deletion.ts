import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { record } from '../audit/record.ts'
import { appOf } from '../channels/app-of.ts'
import { notify } from '../notifications/notify.ts'
import { insertHistory, type TemplateRecord, updateTemplate } from './store.ts'

/** Job `template.delete` (TP-8): asking twice does no harm, since what is gone is gone. */
export function carryDeletion({ db, provider }: Pick<System, 'db' | 'provider'>) {
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
      else if (still && refused !== null) await restore(tx, still, refused)
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
async function restore(tx: Tx, row: TemplateRecord, reason: string): Promise<void> {
  const { company_id: companyId, id, status, name, category, channel_id: channelId } = row
  await updateTemplate(tx, row, {
    deleting: false,
    deleted_at: null,
    name_reserved_until: null,
    updated_at: new Date(),
  })
  const word = { status, status_word: 'DELETE_REFUSED', reason }
  await insertHistory(tx, { company_id: companyId, template_id: id, source: 'submission', ...word })
  await record(tx, { companyId, userId: null, name: 'WhatsApp' }, 'template.delete_refused', id, null, { reason })
  const data = { templateId: id, channelId, name, status, statusWord: 'DELETE_REFUSED', category, reason }
  await notify(tx, { companyId, userIds: [row.created_by], kind: 'template_changed', data })
  await announce(tx, companyId, 'templates', id)
}
