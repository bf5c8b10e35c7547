import type { System } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import type { ProviderTemplate } from '../../provider/port.ts'
import { Refusal } from '../../refusal.ts'
import { appOf } from '../channels/app-of.ts'
import { applyProviderWord } from './judge-template.ts'
import { differs, judgeWord } from './judge-word.ts'
import type { TemplateRecord } from './store.ts'
import { asTold } from './submit-template.ts'
import { type Channel, confirm, listSubmitted, type Told } from './told-store.ts'

/** The provider's list may lag behind its own answers; before this, absence means nothing. */
const SETTLED_MS = 5 * 60_000
/** Of those missing from the list, how many are looked for by name in one run: ten calls a minute are all an app has. */
const LOOKED_FOR = 4

type OfChannel = Channel & { templateId?: string | undefined }

/** Job `template.reconcile`: one channel's templates against the provider's list, or one of them (TP-7). */
export function reconcileTemplates({ db, jobs, provider }: Pick<System, 'db' | 'jobs' | 'provider'>) {
  return async ({ templateId, ...channel }: OfChannel): Promise<void> => {
    const { companyId, channelId } = channel
    const app = await db.inTenant(companyId, (tx) => appOf(tx, companyId, channelId)).catch(nullIfGone)
    if (app === null) return
    const read = () => db.inTenant(companyId, (tx) => listSubmitted(tx, channel, templateId))
    const list = (name?: string) => about(channel, () => provider.listTemplates(app.appId, name ? { name } : undefined))

    const [asked] = templateId === undefined ? [] : await read()
    if (templateId !== undefined && asked === undefined) return
    const at = new Date()
    const listed = await list(asked?.name)
    const rows = await read()
    const words = pair(rows, listed, at)
    words.push(...(await lookFor(missing(rows, listed, at), list, at)))

    const isNews = ({ row, told }: Word) => differs(row, judgeWord(row, told, 'reconciliation'))
    const apply = ({ told }: Word) =>
      db.asSystem('template-jobs', (tx) => applyProviderWord(tx, jobs.enqueue, channel, told, 'reconciliation'))
    const [news, old] = [words.filter(isNews), words.filter((word) => !isNews(word))]
    for (const word of news) await apply(word)
    const seen = old.map(({ row }) => row)
    const moved = await db.inTenant(companyId, async (tx) => {
      const others = await confirm(tx, channel, seen, at)
      await announce(tx, companyId, 'templates', channelId)
      return others
    })
    for (const word of old) if (moved.has(word.row.id)) await apply(word)
  }
}

interface Word {
  row: TemplateRecord
  told: Told
}

/** What the list says of each of our templates. */
function pair(rows: TemplateRecord[], listed: ProviderTemplate[], at: Date): Word[] {
  const find = finder(listed)
  return rows.flatMap((row): Word[] => {
    const found = find(row)
    return found ? [{ row, told: { ...asTold(found), name: row.name, language: row.language, at } }] : []
  })
}

/** A page may have moved while the list was read, or the list been cut: one that is missing is looked for by its name, and
 *  only one that is not there either was deleted elsewhere (TP-2). The longest missing first. */
async function lookFor(
  lost: TemplateRecord[],
  list: (name: string) => Promise<ProviderTemplate[]>,
  at: Date,
): Promise<Word[]> {
  const words: Word[] = []
  for (const row of lost.slice(0, LOOKED_FOR)) {
    const there = pair([row], await list(row.name), at)
    words.push(...there)
    if (there.length === 0) words.push({ row, told: { providerId: row.provider_id!, status: 'DELETED', at } })
  }
  return words
}

function missing(rows: TemplateRecord[], listed: ProviderTemplate[], at: Date): TemplateRecord[] {
  const find = finder(listed)
  return rows
    .filter((row) => row.provider_id !== null && row.status_word !== 'DELETED' && !find(row))
    .filter((row) => at.getTime() - (row.submitted_at?.getTime() ?? 0) >= SETTLED_MS)
    .toSorted((a, b) => Number(a.confirmed_at ?? 0) - Number(b.confirmed_at ?? 0))
}

function finder(listed: ProviderTemplate[]) {
  const byId = new Map(listed.map((each) => [each.id, each]))
  const byName = new Map(listed.map((each) => [nameKey(each), each]))
  return (row: TemplateRecord) => (row.provider_id === null ? byName.get(nameKey(row)) : byId.get(row.provider_id))
}

const nameKey = ({ name, language }: { name: string; language: string }) => `${language} ${name}`

/** A channel that was deleted, or has no app, since the job was enqueued. */
function nullIfGone(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
