import type * as z from 'zod'
import type { Notification } from '../../../contract/notifications.ts'
import type { Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { countUnread, listNotificationRows, markAllRead } from './store.ts'

type Row = z.infer<typeof Notification>

const WORDS = 200

/** The latest of the person's bell, across companies. */
export async function listNotifications(ctx: Ctx): Promise<{ items: Row[]; unread: number }> {
  return ctx.asSystem('notifications', async (tx) => {
    const rows = await listNotificationRows(tx, ctx.actor.userId)
    const items = rows.map((row) => ({
      id: row.id,
      kind: row.kind as Row['kind'],
      data: {
        ...(row.data as Row['data']),
        ...(row.note !== null && { text: row.note.slice(0, WORDS).toWellFormed() }),
      },
      createdAt: row.created_at.toISOString(),
      read: row.read_at !== null,
    }))
    return { items, unread: await countUnread(tx, ctx.actor.userId) }
  })
}

/** All seen; the person's other screens hear of it. */
export async function markNotificationsRead(ctx: Ctx): Promise<Record<string, never>> {
  await ctx.asSystem('notifications', async (tx) => {
    await markAllRead(tx, ctx.actor.userId)
    await announce(tx, `user:${ctx.actor.userId}`, 'notifications', ctx.actor.userId)
  })
  return {}
}
