import { sql } from 'kysely'
import { checkReply } from '../../../rules/reply.ts'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { first, type Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { wakeOutbox } from '../../pipeline/outbound/outbox-store.ts'
import { Refusal } from '../../refusal.ts'
import { lockActiveChannel } from '../channels/lock-active-channel.ts'
import { getSeenFile } from '../files/see-file.ts'
import { useChatFile } from '../files/use-file.ts'
import { endingOf, safeName } from '../media/form.ts'
import { announceTicket } from '../tickets/announce-ticket.ts'
import { getHeldTicket } from '../tickets/get-held-ticket.ts'
import { openInteraction, touchTicket } from './interaction-store.ts'
import { findByClientKey, findQuotable, insertOutgoing } from './message-store.ts'

interface Reply {
  /** The ticket's. */
  id: string
  clientKey: string
  text: string
  fileId?: string | undefined
  fileName?: string | undefined
  /** The message that this one answers. */
  quotedId?: string | undefined
}

/** WS-5: what is written freely inside the window of the channel that the contact last wrote over; once per client key. */
export async function reply(ctx: Ctx, input: Reply): Promise<{ messageId: string }> {
  const companyId = companyOf(ctx.actor)
  const find = () => ctx.inTenant((tx) => findByClientKey(tx, companyId, input.clientKey))
  const sent = (await find()) ?? (await ctx.inTenant((tx) => make(ctx, tx, companyId, input))) ?? (await find())
  return { messageId: sent!.messageId }
}

async function make(ctx: Ctx, tx: Tx, companyId: string, { id, clientKey, text, ...brought }: Reply) {
  const ticket = await getHeldTicket(tx, ctx, id)
  const channelId = ticket.last_channel_id
  const contactId = ticket.contact_id
  await lockActiveChannel(tx, companyId, channelId)
  const window = await sql<{ at: Date }>`
    select last_inbound_at as at from contact_channel
    where company_id = ${companyId} and contact_id = ${contactId} and channel_id = ${channelId}`.execute(tx)
  if (!isWindowOpen(first(window)?.at ?? null, new Date())) throw new Refusal('window_closed')
  const file = await fileOf(tx, ctx, companyId, brought)
  const faults = checkReply({ text, kind: file?.kind ?? null }, ctx.lang)
  if (faults.length > 0) throw new Refusal('invalid', {}, faults)
  const quoted =
    brought.quotedId === undefined
      ? null
      : await getQuotable(tx, ctx, brought.quotedId, { companyId, contactId, channelId })
  const exchange = { companyId, contactId, channelId, campaignId: ticket.campaign_id }
  const interaction = await openInteraction(tx, exchange, {
    queueId: ticket.queue_id,
    ticketId: id,
    senderId: ctx.actor.userId,
  })
  const messageId = await insertOutgoing(tx, {
    companyId,
    channelId,
    contactId,
    interactionId: interaction.id,
    queueId: ticket.queue_id,
    senderId: ctx.actor.userId,
    clientKey,
    kind: file?.kind ?? 'text',
    text,
    content: file && { file: { kind: file.kind, name: file.name } },
    templateId: null,
    fileId: file?.id ?? null,
    params: null,
    replyTo: quoted,
  })
  if (messageId === null) return null
  await touchTicket(tx, companyId, id, text || `[${file?.kind}]`)
  await announceTicket(tx, companyId, id)
  await announce(tx, companyId, 'messages', id)
  await wakeOutbox(tx, channelId)
  return { messageId }
}

/** What it brings, seen by its sender, under a name that ends in what it is (MED-16). */
async function fileOf(tx: Tx, ctx: Ctx, companyId: string, { fileId, fileName }: Pick<Reply, 'fileId' | 'fileName'>) {
  if (fileId === undefined) return null
  await getSeenFile(tx, ctx, fileId)
  const { id, kind, mime, file_name } = await useChatFile(tx, companyId, fileId)
  const name = safeName(fileName) ?? file_name
  return { id, kind, name: /\.[a-z\d]{2,5}$/i.test(name) ? name : `${name}${endingOf(mime)}` }
}

/** How the provider calls what is quoted: of this contact, over this channel, and told of by WhatsApp. */
async function getQuotable(
  tx: Tx,
  ctx: Ctx,
  id: string,
  where: { companyId: string; contactId: string; channelId: string },
): Promise<string> {
  const name = await findQuotable(tx, id, where)
  if (name) return name
  const message = {
    es: 'Ese mensaje no se puede citar: llegó por otro número o WhatsApp todavía no lo conoce.',
    en: 'That message cannot be quoted: it came over another number, or WhatsApp does not know it yet.',
  }
  throw new Refusal('invalid', {}, [{ field: 'quotedId', rule: 'WS-5', message: message[ctx.lang] }])
}
