import { companyOf, type Ctx, type System } from '../../context.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce, announceAll, announcementText } from '../../live/announce.ts'
import { bundleOf, unbundle } from '../../pipeline/inbound/archive.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { wakeDistribution } from '../distribution/wake.ts'
import { getCard } from './contact-store.ts'
import {
  type Bundled,
  endConversations,
  eraseMessages,
  eraseTraces,
  erasureFiguresOf,
  findErasure,
  finishErasure,
  forgetPerson,
  insertErasure,
  isSending,
  listErasures,
  moveCursor,
  nextBundles,
  oneErasureAtATime,
  patternOf,
  replaceBundle,
  termsOf,
} from './erase-store.ts'
import { getSeenContactId, lockContact } from './sight.ts'
import { stopContacts } from './stand-still.ts'

const MESSAGES = 1_000
const BUNDLES = 20

export async function erasureFigures(ctx: Ctx, { id: asked }: { id: string }) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const id = await getSeenContactId(tx, ctx, { id: asked })
    const card = await getCard(tx, companyId, id)
    if (card.erased_at !== null) throw new Refusal('not_found')
    const { open_tickets, ...figures } = await erasureFiguresOf(tx, companyId, id)
    const most = (n: number) => Math.min(n, 1000)
    return {
      typed: typedFor(card),
      openTickets: open_tickets,
      ...figures,
      messages: most(figures.messages),
      files: most(figures.files),
    }
  })
}

/** The person is gone at once; words, files and archives follow by job, however many there are. */
export async function eraseContact(ctx: Ctx, input: { id: string; typed: string }): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    await stopContacts(tx, companyId)
    const id = await getSeenContactId(tx, ctx, input)
    await lockContact(tx, companyId, id)
    const card = await getCard(tx, companyId, id)
    if (bare(input.typed) !== bare(typedFor(card)))
      throw new Refusal('name_mismatch', {}, [{ field: 'typed', message: 'typed' }])
    const terms = await termsOf(tx, companyId, id)
    const closed = await endConversations(tx, companyId, id)
    await wakeDistribution(
      tx,
      companyId,
      closed.flatMap((t) => t.queue_id ?? []),
    )
    await forgetPerson(tx, companyId, id)
    await insertErasure(tx, { companyId, contactId: id, terms, by: ctx.actor.name })
    // What has just been exchanged with the provider is written down every half second.
    await ctx.jobs.enqueue(tx, 'contact.erase', { companyId, contactId: id }, { key: id, afterSeconds: 2 })
    await record(tx, doerOf(ctx), 'contact.erase', id, { openTickets: closed.length }, { erased: true })
    await announce(tx, companyId, 'contacts', id)
    await announceAll(
      tx,
      new Set(
        closed.flatMap(({ id: t }) => [
          announcementText(companyId, 'tickets', t),
          announcementText(companyId, 'messages', t),
        ]),
      ),
    )
  })
  return {}
}

const bare = (text: string) => text.replace(/\s/g, '')

/** The number as it is shown, else the name, else the id. */
const typedFor = ({
  id,
  name,
  addresses,
}: {
  id: string
  name: string
  addresses: { shown: string; kind: string; primary: boolean }[]
}) =>
  (addresses.find(({ primary }) => primary) ?? addresses.find(({ kind }) => kind === 'phone'))?.shown ?? (name || id)

/** Job `contact.erase`: in small bites; it goes on where it ended, and done twice it finds nothing more. */
export const continueErasure =
  ({ db, storage }: Pick<System, 'db' | 'storage'>) =>
  async ({ companyId, contactId }: JobPayload<'contact.erase'>): Promise<void> => {
    const erasure = await db.inTenant(companyId, (tx) => findErasure(tx, companyId, contactId))
    if (!erasure) return
    if (await db.inTenant(companyId, (tx) => isSending(tx, companyId, contactId)))
      throw new Error('a message to the erased contact is on its way; its words are erased when it has left')
    for (let bite = MESSAGES; bite === MESSAGES;) {
      const { count, keys } = await db.inTenant(companyId, (tx) => eraseMessages(tx, companyId, contactId, MESSAGES))
      for (const key of keys) await storage.remove(key)
      bite = count
    }
    let after = erasure.after_batch
    for (let n = BUNDLES; n === BUNDLES;) {
      const from = after
      const bundles = await db.inTenant(companyId, async (tx) => {
        await oneErasureAtATime(tx, companyId)
        const next = await nextBundles(tx, companyId, from, BUNDLES)
        for (const bundle of next) {
          const left = await without(bundle, erasure.terms)
          if (left !== undefined) await replaceBundle(tx, companyId, bundle.id, left)
        }
        const last = next.at(-1)
        if (last) await moveCursor(tx, companyId, contactId, last.id)
        return next
      })
      after = bundles.at(-1)?.id ?? after
      n = bundles.length
    }
    await db.asSystem('contact-erasure', async (tx) => {
      await eraseTraces(tx, companyId, contactId, erasure)
      await finishErasure(tx, companyId, contactId)
    })
  }

/** Job `contact.erase-again`: erasures whose tries have ended are taken up again. */
export const resumeErasures =
  ({ db, jobs }: Pick<System, 'db' | 'jobs'>) =>
  (): Promise<void> =>
    db.asSystem('contact-erasure', async (tx) => {
      for (const erasure of await listErasures(tx))
        await jobs.enqueue(tx, 'contact.erase', erasure, { key: erasure.contactId })
    })

/** The bundle without the events that have a number or id of the person; null when none is left, undefined when none had. */
async function without(
  { body }: Bundled,
  terms: readonly string[],
): Promise<{ events: number; body: Buffer } | null | undefined> {
  if (terms.length === 0) return undefined
  const events = await unbundle(body)
  const own = new RegExp(patternOf(terms))
  const kept = events.filter(({ raw, dedupeKey }) => !own.test(raw) && !own.test(dedupeKey))
  if (kept.length === events.length) return undefined
  return kept.length === 0 ? null : { events: kept.length, body: await bundleOf(kept) }
}
