import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { getOpenTicket } from '../tickets/get-open-ticket.ts'
import { listColleagueRows } from './colleague-store.ts'
import { findByClientKey, findLatestInteraction, insertNote } from './message-store.ts'

interface Note {
  /** The ticket's. */
  id: string
  clientKey: string
  text: string
  mentions: string[]
}

/** WS-6: words among colleagues, which stand in the conversation and never leave. Whoever sees the ticket may write them, whatever
 *  its window and channel; not once it is closed. Colleagues named in it hear of it by bell. */
export async function writeNote(ctx: Ctx, input: Note): Promise<{ messageId: string }> {
  const companyId = companyOf(ctx.actor)
  const find = () => ctx.inTenant((tx) => findByClientKey(tx, companyId, input.clientKey))
  const written = (await find()) ?? (await make(ctx, companyId, input)) ?? (await find())
  return { messageId: written!.messageId }
}

const make = (ctx: Ctx, companyId: string, { id, clientKey, text, mentions }: Note) =>
  ctx.inTenant(async (tx) => {
    const ticket = await getOpenTicket(tx, ctx, id)
    const colleagues = await listColleagueRows(tx, companyId, id, { among: mentions })
    const messageId = await insertNote(tx, {
      companyId,
      channelId: ticket.last_channel_id,
      contactId: ticket.contact_id,
      interactionId: await findLatestInteraction(tx, companyId, id),
      senderId: ctx.actor.userId,
      clientKey,
      text,
      content:
        colleagues.length > 0 ? { mentions: colleagues.map(({ id: userId, name }) => ({ id: userId, name })) } : null,
    })
    if (messageId === null) return null
    const userIds = colleagues.map((each) => each.id).filter((userId) => userId !== ctx.actor.userId)
    if (userIds.length > 0) {
      // The bell shows the words from where they stand, for as long as they do.
      const data = { ticketId: id, messageId, name: ctx.actor.name }
      await ctx.jobs.enqueue(tx, 'notification.people', { companyId, userIds, kind: 'mentioned', data })
    }
    await announce(tx, companyId, 'messages', id)
    return { messageId }
  })
