import type { HealthFigures } from '../../../rules/template-health.ts'
import type { Ctx, System } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { foldTally, listQualityChanges, readHealth } from './health-store.ts'
import { getTemplate } from './store.ts'

const COUNTED = ['sent', 'delivered', 'read', 'failed', 'taps'] as const satisfies (keyof HealthFigures)[]
/** As `judge-template.ts` writes it. */
const CHANGE = /^(\w+) → (\w+)$/

export async function getHealth(ctx: Ctx, { id, days }: { id: string; days: number }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await getTemplate(tx, companyId, id)
    const { timeZone, byDay, failures } = await readHealth(tx, companyId, id, days)
    const totals = Object.fromEntries(
      COUNTED.map((name) => [name, byDay.reduce((sum, day) => sum + day[name], 0)]),
    ) as unknown as HealthFigures
    const quality = (await listQualityChanges(tx, companyId, id, days)).map(({ at, change }) => {
      const [, from = null, to = change] = CHANGE.exec(change) ?? []
      return { at: at.toISOString(), from, to }
    })
    return { days, timeZone, ...totals, byDay, failures, quality }
  })
}

/** Job `template.tally`. */
export const foldTemplateTally =
  ({ db }: System) =>
  async (): Promise<void> => {
    await db.asSystem('template-jobs', foldTally)
  }
