import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { decodeCursor, page } from '../../paging.ts'
import { presentMedia } from '../media/present-media.ts'
import { getCard, listConsent } from './contact-store.ts'
import { listChanges, listFiles, listInteractions, listLoose, listTickets } from './history-store.ts'
import { type Asked, getSeenContactId } from './sight.ts'

/** One contact with all that is known of it but what it said. */
export async function getContact(ctx: Ctx, asked: Asked) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const id = await getSeenContactId(tx, ctx, asked)
    const card = await getCard(tx, companyId, id)
    const consent = await listConsent(tx, companyId, id)
    return {
      id,
      name: card.name,
      version: card.version,
      createdAt: card.created_at.toISOString(),
      activeOn: card.active_on,
      erasedAt: card.erased_at?.toISOString() ?? null,
      addresses: card.addresses,
      attributes: card.attributes,
      optedOutAt: card.marketing_opt_out_at?.toISOString() ?? null,
      consent: consent.map((c) => ({ ...c, at: c.at.toISOString() })),
      duplicates: card.duplicates,
    }
  })
}

type Paged = Asked & { cursor?: string | undefined; limit: number }
type After = ReturnType<typeof decodeCursor>

/** A page of one of a contact's lists, for those who may see the contact; by the row's `sort_at` and what `id` gives. */
async function pageOfContact<R extends { sort_at: string }, T>(
  ctx: Ctx,
  { cursor, limit, ...asked }: Paged,
  list: (tx: Tx, contactId: string, part: { after: After; limit: number }) => Promise<R[]>,
  id: (row: R) => string,
  present: (row: R) => T,
) {
  const after = decodeCursor(cursor)
  const rows = await ctx.inTenant(async (tx) =>
    list(tx, await getSeenContactId(tx, ctx, asked), { after, limit: limit + 1 }),
  )
  return page(rows, limit, (r) => ({ at: r.sort_at, id: id(r) }), present)
}

export const contactTickets = (ctx: Ctx, input: Paged) =>
  pageOfContact(
    ctx,
    input,
    (tx, contactId, part) => listTickets(tx, ctx, contactId, part),
    (r) => r.id,
    (r) => ({
      id: r.id,
      number: r.number,
      campaign: r.campaign,
      queue: r.queue,
      agent: r.agent,
      openedAt: r.opened_at.toISOString(),
      closedAt: r.closed_at?.toISOString() ?? null,
      closeReason: r.close_reason,
      mergedInto: r.merged,
    }),
  )

export const contactInteractions = (ctx: Ctx, input: Paged) =>
  pageOfContact(
    ctx,
    input,
    (tx, contactId, part) => listInteractions(tx, ctx, contactId, part),
    (r) => r.id,
    ({ opened_at, ended_at, sort_at: _sort, ...r }) => ({
      ...r,
      openedAt: opened_at.toISOString(),
      endedAt: ended_at?.toISOString() ?? null,
    }),
  )

export const contactLooseMessages = (ctx: Ctx, input: Paged) =>
  pageOfContact(
    ctx,
    input,
    (tx, contactId, part) => listLoose(tx, ctx, contactId, part),
    (r) => r.id,
    ({ at, sort_at: _sort, ...r }) => ({ ...r, at: at.toISOString() }),
  )

export const contactMedia = (ctx: Ctx, input: Paged) =>
  pageOfContact(
    ctx,
    input,
    (tx, contactId, part) => listFiles(tx, ctx, contactId, part),
    (r) => r.message_id,
    (r) => ({
      messageId: r.message_id,
      at: r.at.toISOString(),
      media: presentMedia(r.media, ctx.lang),
    }),
  )

export const contactChanges = (ctx: Ctx, input: Paged) =>
  pageOfContact(
    ctx,
    input,
    (tx, contactId, part) => listChanges(tx, companyOf(ctx.actor), contactId, part),
    (r) => r.id,
    ({ at, sort_at: _sort, ...r }) => ({
      ...r,
      at: at.toISOString(),
    }),
  )
