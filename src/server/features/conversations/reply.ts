import { sql } from 'kysely'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { wakeOutbox } from '../../pipeline/outbound/outbox-store.ts'
import { Refusal } from '../../refusal.ts'
import { lockActiveChannel } from '../channels/lock-active-channel.ts'
import { getHeldTicket } from '../tickets/get-held-ticket.ts'
import { openInteraction, touchTicket } from './interaction-store.ts'
import { findByClientKey, insertOutgoing } from './message-store.ts'

/** WS-5: free text inside the window of the channel that the contact last wrote over; once per client key. */
export async function reply(
  ctx: Ctx,
  input: { id: string; clientKey: string; text: string },
): Promise<{ messageId: string }> {
  const companyId = companyOf(ctx.actor)
  const find = () => ctx.inTenant((tx) => findByClientKey(tx, companyId, input.clientKey))
  const sent = (await find()) ?? (await ctx.inTenant((tx) => make(ctx, tx, companyId, input))) ?? (await find())
  return { messageId: sent!.messageId }
}

async function make(
  ctx: Ctx,
  tx: Tx,
  companyId: string,
  { id, clientKey, text }: { id: string; clientKey: string; text: string },
) {
  const ticket = await getHeldTicket(tx, ctx, id)
  const channelId = ticket.last_channel_id
  await lockActiveChannel(tx, companyId, channelId)
  const window = await sql<{ at: Date }>`
    select last_inbound_at as at from contact_channel
    where company_id = ${companyId} and contact_id = ${ticket.contact_id} and channel_id = ${channelId}`.execute(tx)
  if (!isWindowOpen(first(window)?.at ?? null, new Date())) throw new Refusal('window_closed')
  const exchange = { companyId, contactId: ticket.contact_id, channelId, campaignId: ticket.campaign_id }
  const interaction = await openInteraction(tx, exchange, {
    queueId: ticket.queue_id,
    ticketId: id,
    senderId: ctx.actor.userId,
  })
  const messageId = await insertOutgoing(tx, {
    companyId,
    channelId,
    contactId: ticket.contact_id,
    interactionId: interaction.id,
    senderId: ctx.actor.userId,
    clientKey,
    kind: 'text',
    text,
    content: null,
    templateId: null,
    params: null,
  })
  if (messageId === null) return null
  await touchTicket(tx, companyId, id, text)
  await announce(tx, companyId, 'tickets', id)
  await announce(tx, companyId, 'messages', id)
  await wakeOutbox(tx, channelId)
  return { messageId }
}
