import type * as z from 'zod'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import { checkProfile } from '../../../rules/profile.ts'
import { type CountryCode, parsePhone } from '../../../rules/phone.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import { type FieldProblem, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { insertEvent, insertRequest } from './store.ts'

type Form = z.infer<typeof ChannelRequestForm>

/** CH-2, CH-3: stores the request, tells the operators, and the channel stands in Mis canales as Pendiente. */
export async function requestChannel(ctx: Ctx, form: Form): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  const personPhone = parsePhone(form.personPhone, form.country as CountryCode)
  refuseFaults(ctx, form, personPhone)
  return ctx.inTenant(async (tx) => {
    const id = await insertRequest(tx, companyId, ctx.actor.userId, { ...form, personPhone: personPhone! })
    await insertEvent(tx, { companyId, channelId: id, kind: 'requested', actorName: ctx.actor.name })
    await record(tx, doerOf(ctx), 'channel.request', id, null, { businessName: form.businessName })
    const told = { channelId: id, businessName: form.businessName, companyName: ctx.actor.company!.name }
    await ctx.jobs.enqueue(tx, 'notification.operators', { kind: 'request_received', data: told })
    await announce(tx, companyId, 'channels', id)
    await announce(tx, 'operators', 'requests', id)
    return { id }
  })
}

function refuseFaults(ctx: Ctx, form: Form, personPhone: string | null): void {
  const profile = { ...form, websites: form.website ? [form.website] : [] }
  const faults: FieldProblem[] = checkProfile(profile, ctx.lang)
    .filter((f) => f.blocks)
    .map((f) => ({ field: f.field.startsWith('websites') ? 'website' : f.field, rule: f.rule, message: f.message }))
  if (personPhone === null) {
    const message =
      ctx.lang === 'es'
        ? 'Escribe un teléfono válido, con su código de país.'
        : 'Write a valid phone with its country code.'
    faults.push({ field: 'personPhone', rule: 'CH-2', message })
  }
  if (faults.length > 0) throw new Refusal('invalid', {}, faults)
}
