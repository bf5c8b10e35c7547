import { companyOf, type Ctx } from '../../context.ts'
import { decodeCursor, page } from '../../paging.ts'
import { presentMedia } from '../media/present-media.ts'
import { getCard, listConsent } from './contact-store.ts'
import { listChanges, listFiles, listInteractions, listTickets } from './history-store.ts'
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

export async function contactTickets(ctx: Ctx, input: Paged) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant(async (tx) =>
    listTickets(tx, ctx, await getSeenContactId(tx, ctx, input), { after, limit: input.limit + 1 }),
  )
  return page(
    rows,
    input.limit,
    (r) => ({ at: r.sort_at, id: r.id }),
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
}

export async function contactInteractions(ctx: Ctx, input: Paged) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant(async (tx) =>
    listInteractions(tx, ctx, await getSeenContactId(tx, ctx, input), { after, limit: input.limit + 1 }),
  )
  return page(
    rows,
    input.limit,
    (r) => ({ at: r.sort_at, id: r.id }),
    ({ opened_at, ended_at, sort_at: _sort, ...r }) => ({
      ...r,
      openedAt: opened_at.toISOString(),
      endedAt: ended_at?.toISOString() ?? null,
    }),
  )
}

export async function contactMedia(ctx: Ctx, input: Paged) {
  const after = decodeCursor(input.cursor)
  const rows = await ctx.inTenant(async (tx) =>
    listFiles(tx, ctx, await getSeenContactId(tx, ctx, input), { after, limit: input.limit + 1 }),
  )
  return page(
    rows,
    input.limit,
    (r) => ({ at: r.sort_at, id: r.message_id }),
    (r) => ({
      messageId: r.message_id,
      at: r.at.toISOString(),
      media: presentMedia(r.media, ctx.lang),
    }),
  )
}

export async function contactChanges(ctx: Ctx, input: Paged) {
  const after = decodeCursor(input.cursor)
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) =>
    listChanges(tx, companyId, await getSeenContactId(tx, ctx, input), { after, limit: input.limit + 1 }),
  )
  return page(
    rows,
    input.limit,
    (r) => ({ at: r.sort_at, id: r.id }),
    ({ at, sort_at: _sort, ...r }) => ({
      ...r,
      at: at.toISOString(),
    }),
  )
}
