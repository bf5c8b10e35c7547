import { sentence } from '../../../contract/problems.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { announceConversations } from './announce-conversations.ts'
import { type Asked, lockSeenContact } from './sight.ts'

/** WS-9: somebody of the company records an opt-out, or undoes one; undoing says why. */
export async function setConsent(
  ctx: Ctx,
  input: Asked & { given: boolean; reason: string },
): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  const { given, reason } = input
  if (given && reason === '') {
    const message = sentence('reason_missing', ctx.lang)
    throw new Refusal('reason_missing', {}, [{ field: 'reason', rule: 'WS-9', message }])
  }
  await ctx.inTenant(async (tx) => {
    const contact = await lockSeenContact(tx, ctx, input)
    const optedOut = contact.marketing_opt_out_at !== null
    // Already so: said again, it is no change. A consent that was given by word is worth its line, though.
    if (!given && optedOut) return
    await tx
      .updateTable('contact')
      .set({ marketing_opt_out_at: given ? null : new Date() })
      .where('company_id', '=', companyId)
      .where('id', '=', contact.id)
      .execute()
    await insertConsent(tx, companyId, contact.id, {
      given,
      reason,
      actor: { id: ctx.actor.userId, name: ctx.actor.name },
    })
    // The reason stands in the record of consent: it may name the person.
    await record(
      tx,
      doerOf(ctx),
      given ? 'contact.opt_out_undone' : 'contact.opt_out',
      contact.id,
      { optedOut },
      { optedOut: !given },
    )
    await announce(tx, companyId, 'contacts', contact.id)
    await announceConversations(tx, companyId, [contact.id])
  })
  return {}
}

async function insertConsent(
  tx: Tx,
  companyId: string,
  contactId: string,
  c: { given: boolean; reason: string; actor: { id: string; name: string } },
): Promise<void> {
  await tx
    .insertInto('contact_consent')
    .values({
      company_id: companyId,
      id: newId(),
      contact_id: contactId,
      given: c.given,
      how: 'person',
      reason: c.reason,
      actor_id: c.actor.id,
      actor_name: c.actor.name,
    })
    .execute()
}
