import type * as z from 'zod'
import type { SavedAnswerForm } from '../../../contract/saved-answers.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import {
  type AnswerForm,
  countAnswers,
  findTaken,
  insertAnswer,
  insertPlaces,
  lockAnswer,
  lockPlaces,
  removePlaces,
  updateAnswer,
} from './store.ts'

const MOST = 2000

type Form = z.infer<typeof SavedAnswerForm>

/** WS-5: a text that agents of these places can insert. */
export async function createSavedAnswer(ctx: Ctx, form: Form): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  const id = newId()
  await ctx.inTenant(async (tx) => {
    if ((await countAnswers(tx, companyId)) >= MOST) throw new Refusal('too_many_answers')
    await insertAnswer(tx, companyId, id, { ...form, createdBy: ctx.actor.userId })
    await place(tx, ctx, id, form)
    await record(tx, doerOf(ctx), 'saved_answer.create', id, null, { ...form })
    await announce(tx, companyId, 'campaigns', id)
  })
  return { id }
}

export async function updateSavedAnswer(
  ctx: Ctx,
  { id, ...form }: Form & { id: string },
): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const before = await lockAnswer(tx, companyId, id)
    await removePlaces(tx, companyId, id)
    await updateAnswer(tx, companyId, id, form)
    await place(tx, ctx, id, form)
    await record(tx, doerOf(ctx), 'saved_answer.update', id, { ...before }, { ...form })
    await announce(tx, companyId, 'campaigns', id)
  })
  return {}
}

/** Where it is offered. The constraint judges whether the shortcut is free there, so that two at once cannot both have it. */
async function place(tx: Tx, ctx: Ctx, id: string, form: AnswerForm): Promise<void> {
  const companyId = companyOf(ctx.actor)
  const { campaignId, queueIds } = form
  if (campaignId === null && queueIds.length > 0)
    throw new Refusal('invalid', {}, [{ field: 'campaignId', message: 'required with queues' }])
  if (campaignId !== null) await lockPlaces(tx, companyId, campaignId, queueIds)
  const placed = await insertPlaces(tx, companyId, id, form)
  if (placed === Math.max(1, new Set(queueIds).size)) return
  const places = (await findTaken(tx, companyId, id, form)).map((name) => name ?? ALL[ctx.lang]).join(', ')
  const message = ctx.lang === 'en' ? `Already used in: ${places}.` : `Ya se usa en: ${places}.`
  throw new Refusal('shortcut_taken', { places }, [{ field: 'shortcut', rule: 'WS-5', message }])
}

const ALL = { es: 'toda la empresa', en: 'the whole company' }
