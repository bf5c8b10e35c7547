import type * as z from 'zod'
import type { Campaign } from '../../../contract/campaigns.ts'
import { type BusinessHours, isOpen, nextOpening } from '../../../rules/business-hours.ts'
import { choosable } from '../../../rules/dispositions.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { countOpenTickets, listCampaignTree } from './store.ts'

type Tree = z.infer<typeof Campaign>
type Row = Tree['queues'][number]

/** The default campaign first; inactive agents and deleted channels do not count. */
export async function listCampaigns(ctx: Ctx): Promise<Tree[]> {
  const companyId = companyOf(ctx.actor)
  const [rows, counts] = await ctx.inTenant(
    async (tx) => [await listCampaignTree(tx, companyId), await countOpenTickets(tx, companyId)] as const,
  )
  const now = new Date()
  const { timeZone } = ctx.actor.company!
  return rows.map(({ dispositions, queues, ...campaign }) => ({
    ...campaign,
    dispositions: choosable(dispositions).filter((d) => d.leaf).length,
    queues: queues.map(({ hours, holidays, ...queue }) => ({
      ...queue,
      queueOrder: queue.queueOrder as Row['queueOrder'],
      distribution: queue.distribution as Row['distribution'],
      agents: queue.agents.map(({ id, name }) => ({ id, name: name! })),
      ...(counts.get(queue.id) ?? { waiting: 0, held: 0 }),
      ...openness({ days: hours, holidays } as unknown as BusinessHours, timeZone, now),
    })),
  }))
}

function openness(hours: BusinessHours, timeZone: string, now: Date): Pick<Row, 'open' | 'opensAt'> {
  if (isOpen(hours, timeZone, now)) return { open: true, opensAt: null }
  return { open: false, opensAt: nextOpening(hours, timeZone, now)?.toISOString() ?? null }
}
