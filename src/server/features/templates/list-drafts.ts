import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { approvalStateOf as stateOf } from '../../../rules/template-approval.ts'
import { listDrafts as listRows } from './draft-store.ts'
import { stateOfChannel } from './template-channel.ts'

/** "Borradores" of a channel, shared by the company's admins (TP-4). */
export async function listDrafts(ctx: Ctx, { channelId }: { channelId: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, channelId)
    const rows = await listRows(tx, companyId, channelId)
    return rows.map((row) => ({
      id: row.id,
      content: row.content,
      version: row.version,
      savedByName: row.saved_by_name,
      savedAt: row.saved_at.toISOString(),
      templateId: row.template_id,
      state: stateOf(row.edition_state),
    }))
  })
}
