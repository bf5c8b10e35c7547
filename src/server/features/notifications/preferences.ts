import { type Hearer, kindsFor, NOTIFICATION_KINDS, type NotificationKind } from '../../../rules/notification-kinds.ts'
import type { Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { listPreferences, setPreferenceRow } from './store.ts'

/** What the person is told of, as an operator and in any of their companies, and how they want it. */
export async function getPreferences(ctx: Ctx) {
  const chosen = await ctx.asSystem('notifications', (tx) => listPreferences(tx, ctx.actor.userId))
  const items = kindsFor(hearersOf(ctx)).map((kind) => {
    const { mailed } = NOTIFICATION_KINDS[kind]
    const own = chosen.find((each) => each.kind === kind)
    return { kind, bell: own?.bell ?? true, mail: mailed && (own?.mail ?? true), mailed }
  })
  return { items, mailIsSet: ctx.config.SMTP_URL !== undefined }
}

export async function setPreference(
  ctx: Ctx,
  { kind, bell, mail }: { kind: NotificationKind; bell: boolean; mail: boolean },
): Promise<Record<string, never>> {
  const { userId } = ctx.actor
  await ctx.asSystem('notifications', async (tx) => {
    await setPreferenceRow(tx, { userId, kind, bell, mail })
    await announce(tx, `user:${userId}`, 'notifications', userId)
  })
  return {}
}

function hearersOf({ actor }: Ctx): Hearer[] {
  const roles = actor.companies.map(({ role }): Hearer => (role === 'agent' ? 'agent' : 'manager'))
  return [...(actor.standing.isOperator ? (['operator'] as const) : []), ...roles]
}
