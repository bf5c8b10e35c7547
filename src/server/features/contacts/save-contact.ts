import { companyOf, type Ctx } from '../../context.ts'
import { newId } from '../../database/id.ts'
import { announce } from '../../live/announce.ts'
import { Refusal } from '../../refusal.ts'
import { doerOf } from '../audit/record.ts'
import { addressTaken, insertPhone, readPhone } from './addresses.ts'
import { mergeAttributes } from './attributes.ts'
import { announceConversations } from './announce-conversations.ts'
import { findByLine } from './contact-store.ts'
import { changesOf, fieldsOf, recordChange } from './record-change.ts'
import { type Asked, lockSeenContact } from './sight.ts'

interface Form {
  name: string
  attributes: Record<string, string>
}

export async function createContact(ctx: Ctx, input: Form & { phone: string }): Promise<{ id: string }> {
  const companyId = companyOf(ctx.actor)
  const phone = readPhone(ctx, input.phone)
  return ctx.inTenant(async (tx) => {
    const owner = await findByLine(tx, companyId, phone.line)
    if (owner) throw addressTaken(ctx, owner)
    const attributes = await mergeAttributes(tx, ctx, {}, input.attributes)
    const id = newId()
    await tx
      .insertInto('contact')
      .values({ company_id: companyId, id, name: input.name, attributes: JSON.stringify(attributes) })
      .execute()
    // Somebody made it at this very moment.
    if (!(await insertPhone(tx, companyId, id, phone)))
      throw addressTaken(ctx, (await findByLine(tx, companyId, phone.line))!)
    const after = { phone: phone.shown, ...fieldsOf({ name: input.name, attributes }) }
    await recordChange(tx, doerOf(ctx), 'contact.create', id, { before: null, after })
    await announce(tx, companyId, 'contacts', id)
    return { id }
  })
}

/** With the version that was read: of two who save at once, the second is told, and loses nothing of what was typed. */
export async function updateContact(ctx: Ctx, input: Form & Asked & { version: number }): Promise<{ version: number }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    const contact = await lockSeenContact(tx, ctx, input)
    const attributes = await mergeAttributes(tx, ctx, contact.attributes, input.attributes)
    const changed = changesOf(contact, { name: input.name, attributes })
    if (changed === null) return { version: contact.version }
    if (contact.version !== input.version) throw new Refusal('contact_changed')
    await tx
      .updateTable('contact')
      .set({ name: input.name, attributes: JSON.stringify(attributes), version: contact.version + 1 })
      .where('company_id', '=', companyId)
      .where('id', '=', contact.id)
      .execute()
    await recordChange(tx, doerOf(ctx), 'contact.update', contact.id, changed)
    await announce(tx, companyId, 'contacts', contact.id)
    await announceConversations(tx, companyId, [contact.id])
    return { version: contact.version + 1 }
  })
}
