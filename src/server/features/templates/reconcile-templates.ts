import type { System } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import type { ProviderTemplate } from '../../provider/port.ts'
import { Refusal } from '../../refusal.ts'
import { appOf } from '../channels/app-of.ts'
import { applyProviderWord, differs, judgeWord } from './judge-template.ts'
import type { TemplateRecord } from './store.ts'
import { asTold } from './submit-template.ts'
import { type Channel, confirm, listSubmitted, type Told } from './told-store.ts'

/** The provider's list may lag behind its own answers; before this, absence means nothing. */
const SETTLED_MS = 5 * 60_000

/** Job `template.reconcile`: one channel's templates against the provider's list (TP-7). */
export function reconcileTemplates({ db, jobs, provider }: Pick<System, 'db' | 'jobs' | 'provider'>) {
  return async (channel: Channel): Promise<void> => {
    const { companyId, channelId } = channel
    const app = await db.inTenant(companyId, (tx) => appOf(tx, companyId, channelId)).catch(nullIfGone)
    if (app === null) return
    const at = new Date()
    const listed = await about(channel, () => provider.listTemplates(app.appId))
    const rows = await db.inTenant(companyId, (tx) => listSubmitted(tx, channel))

    const words = pair(rows, listed, at)
    const news = words.filter(({ row, told }) => differs(row, judgeWord(row, told, 'reconciliation')))
    for (const { told } of news) {
      await db.asSystem('template-jobs', (tx) => applyProviderWord(tx, jobs.enqueue, channel, told, 'reconciliation'))
    }
    await db.inTenant(companyId, async (tx) => {
      await confirm(
        tx,
        channel,
        words.map(({ row }) => row.id),
        at,
      )
      await announce(tx, companyId, 'templates', channelId)
    })
  }
}

interface Word {
  row: TemplateRecord
  told: Told
}

/** What the list says of each of our templates; of one that should be there and is not, that it was deleted. */
function pair(rows: TemplateRecord[], listed: ProviderTemplate[], at: Date): Word[] {
  const byId = new Map(listed.map((each) => [each.id, each]))
  const byName = new Map(listed.map((each) => [nameKey(each), each]))
  return rows.flatMap((row): Word[] => {
    const found = row.provider_id === null ? byName.get(nameKey(row)) : byId.get(row.provider_id)
    if (found) return [{ row, told: { ...asTold(found), name: row.name, language: row.language, at } }]
    if (row.provider_id === null || at.getTime() - (row.submitted_at?.getTime() ?? 0) < SETTLED_MS) return []
    return [{ row, told: { providerId: row.provider_id, status: 'DELETED', at } }]
  })
}

const nameKey = ({ name, language }: { name: string; language: string }) => `${language} ${name}`

/** A channel that was deleted, or has no app, since the job was enqueued. */
function nullIfGone(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
