import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { listApproverIds } from './edition-store.ts'

interface About {
  channelId: string
  draftId?: string
  templateId?: string | null
  name: string
  /** What was said with it. */
  text?: string | undefined
  count?: number
  decision?: 'approve' | 'want_changes' | 'lapsed'
}

type Kind = 'approval_asked' | 'approval_decided' | 'approval_commented'

/** Bell, and mail as each wants it. Nobody is told what they did themselves. */
export async function tellOfApproval(tx: Tx, ctx: Ctx, kind: Kind, userIds: readonly string[], about: About) {
  const others = [...new Set(userIds)].filter((id) => id !== ctx.actor.userId)
  if (others.length === 0) return
  const { draftId, templateId, channelId } = about
  const list = `/canales/${channelId}/plantillas`
  const page = templateId
    ? `/plantillas/${templateId}`
    : draftId
      ? `${list}/borradores/${draftId}`
      : `${list}?vista=borradores`
  const data = { ...about, by: ctx.actor.name, page }
  await ctx.jobs.enqueue(tx, 'notification.people', { companyId: companyOf(ctx.actor), userIds: others, kind, data })
}

export async function tellApprovers(tx: Tx, ctx: Ctx, authorId: string, about: About): Promise<void> {
  const userIds = await listApproverIds(tx, companyOf(ctx.actor), authorId)
  await tellOfApproval(tx, ctx, 'approval_asked', userIds, about)
}
