import { sql } from 'kysely'
import { type CountryCode, lineKey, parsePhone } from '../../../rules/phone.ts'
import { sentence } from '../../../contract/problems.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf } from '../audit/record.ts'
import { findByLine } from './contact-store.ts'
import { recordChange } from './record-change.ts'
import { type Asked, lockSeenContact } from './sight.ts'
import { keepContacts } from './stand-still.ts'

type Done = Record<string, never>

export interface Phone {
  /** TK-1: the key of the line. */
  line: string
  /** E.164. */
  shown: string
}

/** @throws Refusal invalid_phone */
export function readPhone(ctx: Ctx, typed: string): Phone {
  const shown = parsePhone(typed, ctx.actor.company!.country as CountryCode)
  if (shown !== null) return { shown, line: lineKey(shown.slice(1)) }
  const message = sentence('invalid_phone', ctx.lang)
  throw new Refusal('invalid_phone', {}, [{ field: 'phone', rule: 'SEND-10', message }])
}

export const addressTaken = (ctx: Ctx, owner: { id: string; name: string; phone: string | null }): Refusal => {
  const by = owner.name || owner.phone || ''
  const message = sentence('address_taken', ctx.lang, { by })
  return new Refusal('address_taken', { by, contactId: owner.id }, [{ field: 'phone', rule: 'TK-1', message }])
}

/** False when the line has a contact already. */
export async function insertPhone(
  tx: Tx,
  companyId: string,
  contactId: string,
  { line, shown }: Phone,
): Promise<boolean> {
  const row = await tx
    .insertInto('contact_address')
    .values({ company_id: companyId, kind: 'phone', value: line, shown, contact_id: contactId })
    .onConflict((c) => c.columns(['company_id', 'kind', 'value']).doNothing())
    .returning('contact_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function addAddress(ctx: Ctx, input: Asked & { phone: string }): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  const phone = readPhone(ctx, input.phone)
  await ctx.inTenant(async (tx) => {
    await keepContacts(tx, [companyId])
    const { id } = await lockSeenContact(tx, ctx, input)
    const owner = await findByLine(tx, companyId, phone.line)
    if (owner?.id === id) return
    if (owner || !(await insertPhone(tx, companyId, id, phone)))
      throw addressTaken(ctx, owner ?? (await findByLine(tx, companyId, phone.line))!)
    await recordChange(tx, doerOf(ctx), 'contact.address_added', id, { before: null, after: { phone: phone.shown } })
    await announce(tx, companyId, 'contacts', id)
  })
  return {}
}

/** A number goes together with the WhatsApp id that says the same. */
export async function removeAddress(ctx: Ctx, input: Asked & { kind: string; value: string }): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    await keepContacts(tx, [companyId])
    const contact = await lockSeenContact(tx, ctx, input)
    const all = await tx
      .selectFrom('contact_address')
      .select(['kind', 'value', 'shown'])
      .where('company_id', '=', companyId)
      .where('contact_id', '=', contact.id)
      .forUpdate()
      .execute()
    const gone = all.filter(
      ({ kind, value }) => value === input.value && (kind === 'user_id') === (input.kind === 'user_id'),
    )
    if (gone.length === 0) throw new Refusal('not_found')
    if (gone.length === all.length) throw new Refusal('last_address')
    await sql`delete from contact_address where company_id = ${companyId} and contact_id = ${contact.id} and value = ${input.value}
      and (kind = 'user_id') = ${input.kind === 'user_id'}`.execute(tx)
    if (contact.primary_line === input.value) await putPrimary(tx, companyId, contact.id, null)
    const shown = gone.find(({ kind }) => kind === 'phone') ?? gone[0]!
    await recordChange(tx, doerOf(ctx), 'contact.address_removed', contact.id, {
      before: { [shown.kind]: shown.shown },
      after: null,
    })
    await announce(tx, companyId, 'contacts', contact.id)
  })
  return {}
}

export async function setPrimary(ctx: Ctx, input: Asked & { value: string }): Promise<Done> {
  const companyId = companyOf(ctx.actor)
  await ctx.inTenant(async (tx) => {
    const contact = await lockSeenContact(tx, ctx, input)
    const owner = await findByLine(tx, companyId, input.value)
    if (owner?.id !== contact.id) throw new Refusal('not_found')
    if (contact.primary_line === input.value) return
    await putPrimary(tx, companyId, contact.id, input.value)
    const after = { primary: input.value }
    await recordChange(tx, doerOf(ctx), 'contact.primary', contact.id, { before: { primary: owner.phone }, after })
    await announce(tx, companyId, 'contacts', contact.id)
  })
  return {}
}

async function putPrimary(tx: Tx, companyId: string, id: string, line: string | null): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ primary_line: line })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}
