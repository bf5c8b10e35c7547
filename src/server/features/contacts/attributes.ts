import { plain } from '../../../rules/characters.ts'
import { type Attribute, readAttribute } from '../../../rules/attributes.ts'
import type { Lang } from '../../../rules/template.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { type FieldProblem, Refusal } from '../../refusal.ts'
import { doerOf, record } from '../audit/record.ts'
import { listAttributeRecords, lockAttributes, saveAttributeRecords } from './attribute-store.ts'

export const listAttributes = (ctx: Ctx) => ctx.inTenant((tx) => listAttributeRecords(tx, companyOf(ctx.actor)))

const says = (lang: Lang, es: string, en: string) => (lang === 'en' ? en : es)

/** The whole list as it shall be. Values of what is left out rest, and are there again when its key comes back. */
export async function saveAttributes(ctx: Ctx, { items }: { items: Attribute[] }): Promise<Record<string, never>> {
  const companyId = companyOf(ctx.actor)
  const errors: FieldProblem[] = []
  const fault = (at: number, field: string, es: string, en: string) =>
    errors.push({ field: `items.${at}.${field}`, message: says(ctx.lang, es, en) })
  for (const [at, item] of items.entries()) {
    if (items.slice(0, at).some((other) => other.key === item.key))
      fault(at, 'key', 'Ya hay un atributo con esta clave.', 'There is an attribute with this key already.')
    if (items.slice(0, at).some((other) => plain(other.label) === plain(item.label)))
      fault(at, 'label', 'Ya hay un atributo con este nombre.', 'There is an attribute with this name already.')
    if (item.type === 'list' && item.options.length === 0)
      fault(at, 'options', 'Escribe al menos una opción.', 'Write at least one choice.')
  }
  await ctx.inTenant(async (tx) => {
    const known = await lockAttributes(tx, companyId)
    for (const [at, item] of items.entries()) {
      const { type } = known.get(item.key) ?? item
      if (type !== item.type)
        fault(
          at,
          'type',
          'El tipo de un atributo no cambia: crea otro con otra clave.',
          'An attribute keeps its type: make another one with another key.',
        )
    }
    if (errors.length > 0) throw new Refusal('invalid', {}, errors)
    const before = await listAttributeRecords(tx, companyId)
    await saveAttributeRecords(tx, companyId, items)
    await record(tx, doerOf(ctx), 'contact.attributes', null, { items: before }, { items })
    await announce(tx, companyId, 'contacts', companyId)
  })
  return {}
}

/** Values as they are kept, on top of those there are; what is empty is taken away. @throws Refusal naming each field */
export async function mergeAttributes(
  tx: Tx,
  ctx: Ctx,
  before: Record<string, string>,
  given: Record<string, string>,
): Promise<Record<string, string>> {
  const known = new Map((await listAttributeRecords(tx, companyOf(ctx.actor))).map((a) => [a.key, a]))
  const errors: FieldProblem[] = []
  const after = { ...before }
  for (const [key, text] of Object.entries(given)) {
    const attribute = known.get(key)
    // Removed in the settings meanwhile: what it held rests as it is.
    if (attribute === undefined) continue
    const read = readAttribute(attribute, text)
    if ('fault' in read) errors.push({ field: `attributes.${key}`, rule: 'TP-4', message: read.fault[ctx.lang] })
    else if (read.value === '') delete after[key]
    else after[key] = read.value
  }
  if (errors.length > 0) throw new Refusal('invalid', {}, errors)
  return after
}
