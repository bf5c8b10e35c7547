import { sql } from 'kysely'
import { mendOf } from '../../../rules/message-mend.ts'
import { statusName } from '../../../rules/message-status.ts'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { wakeOutbox } from '../../pipeline/outbound/outbox-store.ts'
import { announceSends } from '../../pipeline/seen.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { lockActiveChannel } from '../channels/lock-active-channel.ts'
import { getSendable } from '../templates/sendable-templates.ts'
import { requireNumber } from '../contacts/require-number.ts'
import { announceTicket } from '../tickets/announce-ticket.ts'
import { getHeldTicket } from '../tickets/get-held-ticket.ts'
import { findOpenTicket, openInteraction, touchTicket } from './interaction-store.ts'
import { findByClientKey } from './message-store.ts'
import { getOutgoing, insertCopy, markRetried, type OutgoingRecord } from './outgoing-store.ts'
import { refuseForeignQueue } from './places.ts'

interface Retry {
  id: string
  clientKey: string
  mayArriveTwice: boolean
}

/** WS-2: a message that did not get through is sent as a new one that it names; once per client key, and by one person only. */
export async function retryMessage(ctx: Ctx, input: Retry): Promise<{ messageId: string }> {
  const companyId = companyOf(ctx.actor)
  const find = () => ctx.inTenant((tx) => findByClientKey(tx, companyId, input.clientKey))
  const sent = (await find()) ?? (await ctx.inTenant((tx) => make(ctx, tx, companyId, input))) ?? (await find())
  return { messageId: sent!.messageId }
}

async function make(ctx: Ctx, tx: Tx, companyId: string, { id, clientKey, mayArriveTwice }: Retry) {
  const failed = await getOutgoing(tx, ctx, id)
  if (failed.retried_as !== null) throw new Refusal('message_retried')
  refuseUseless(failed, mayArriveTwice)
  const judge = failed.kind === 'template' ? forTemplate : forFreeText
  const { campaignId, queueId, ticketId } = await judge(ctx, tx, companyId, failed)
  const { channel_id: channelId, contact_id: contactId } = failed
  await lockActiveChannel(tx, companyId, channelId)
  const senderId = ctx.actor.userId
  const interaction = await openInteraction(
    tx,
    { companyId, contactId, channelId, campaignId },
    { queueId, ticketId, senderId },
  )
  const messageId = await insertCopy(tx, companyId, id, { interactionId: interaction.id, queueId, senderId, clientKey })
  if (messageId === null) return null
  if (!(await markRetried(tx, companyId, failed, messageId))) throw new Refusal('message_retried')
  await record(tx, doerOf(ctx), 'message.retry', id, { status: statusName(failed.status) }, { messageId })
  const places = new Set([
    failed.ticket_id ?? failed.interaction_id,
    failed.carried_to,
    interaction.ticketId ?? interaction.id,
  ])
  for (const place of places) if (place !== null) await announce(tx, companyId, 'messages', place)
  if (interaction.ticketId === null) await announceSends(tx, companyId, [interaction.id])
  else {
    await touchTicket(tx, companyId, interaction.ticketId, failed.text)
    await announceTicket(tx, companyId, interaction.ticketId)
  }
  await wakeOutbox(tx, channelId)
  return { messageId }
}

function refuseUseless({ status, error_code, content, at }: OutgoingRecord, mayArriveTwice: boolean): void {
  const { retry } = mendOf({
    status: statusName(status),
    code: error_code,
    echo: content?.['echo'] === true,
    hoursAgo: (Date.now() - at.getTime()) / 3_600_000,
  })
  if (retry === 'no') throw new Refusal('message_not_retriable')
  if (retry === 'risk' && !mayArriveTwice) throw new Refusal('may_arrive_twice')
}

interface Where {
  campaignId: string
  queueId: string | null
  ticketId: string | null
}

/** What holds for sending the template afresh holds here: in the contact's open ticket of the campaign, if there is one. */
async function forTemplate(ctx: Ctx, tx: Tx, companyId: string, m: OutgoingRecord): Promise<Where> {
  const { campaign_id: campaignId, queue_id: queueId, template_id: templateId } = m
  if (queueId === null || templateId === null) throw new Refusal('message_not_retriable')
  await refuseForeignQueue(tx, ctx, campaignId, queueId)
  const template = await getSendable(tx, { companyId, campaignId, queueId, templateId })
  await requireNumber(tx, companyId, m.contact_id)
  const contact = await sql<{ at: Date | null }>`
    select marketing_opt_out_at as at from contact where company_id = ${companyId} and id = ${m.contact_id}`.execute(tx)
  if (template.category === 'MARKETING' && first(contact)?.at) throw new Refusal('opted_out')
  const ticket = await findOpenTicket(tx, { companyId, contactId: m.contact_id, channelId: m.channel_id, campaignId })
  return { campaignId, queueId, ticketId: ticket?.id ?? null }
}

/** WS-5: whoever holds the open ticket, or the one that it went on in (TK-9), inside the window of the channel that it was
 *  written over. */
async function forFreeText(ctx: Ctx, tx: Tx, companyId: string, m: OutgoingRecord): Promise<Where> {
  if (m.ticket_id === null) throw new Refusal('message_not_retriable')
  const ticket = await getHeldTicket(tx, ctx, m.carried_to ?? m.ticket_id)
  const window = await sql<{ at: Date }>`
    select last_inbound_at as at from contact_channel
    where company_id = ${companyId} and contact_id = ${m.contact_id} and channel_id = ${m.channel_id}`.execute(tx)
  if (!isWindowOpen(first(window)?.at ?? null, new Date())) throw new Refusal('window_closed')
  return { campaignId: ticket.campaign_id, queueId: ticket.queue_id, ticketId: ticket.id }
}
