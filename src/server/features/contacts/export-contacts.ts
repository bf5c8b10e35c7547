import { showAttribute } from '../../../rules/attributes.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Place } from '../../paging.ts'
import { doerOf, record } from '../audit/record.ts'
import { listAttributeRecords } from './attribute-store.ts'
import { type ContactRecord, type Filters, listContactRecords } from './contact-store.ts'

const AT_ONCE = 1_000

/** All contacts that fit, a thousand at a time, with headings that an import reads again. */
export async function exportRows(ctx: Ctx, filters: Filters): Promise<AsyncIterable<string[]>> {
  const companyId = companyOf(ctx.actor)
  const attributes = await ctx.inTenant(async (tx) => {
    // What was searched for may be a name or a number, and the audit cannot be altered.
    const { search, ...others } = filters
    await record(tx, doerOf(ctx), 'contacts.export', null, null, {
      filters: { ...others, ...(search && { searched: true }) },
    })
    return listAttributeRecords(tx, companyId)
  })
  const es = ctx.lang === 'es'
  return (async function* () {
    yield [
      ...(es ? ['Teléfono', 'Nombre', 'Baja'] : ['Phone', 'Name', 'Opt-out']),
      ...attributes.map(({ label }) => label),
      ...(es ? ['Creado', 'Última actividad'] : ['Created', 'Last active']),
    ]
    for (let after: Place | null = null; ;) {
      const place: Place | null = after
      const rows: ContactRecord[] = await ctx.asSystem('contact-search', (tx) =>
        listContactRecords(tx, companyId, filters, { after: place, limit: AT_ONCE }),
      )
      for (const r of rows)
        yield [
          r.phone ?? '',
          r.name,
          r.opted_out ? (es ? 'sí' : 'yes') : 'no',
          ...attributes.map(({ key, type }) => showAttribute(type, r.attributes[key] ?? '', ctx.lang)),
          r.created_at.toISOString().slice(0, 10),
          r.active_on ?? '',
        ]
      if (rows.length < AT_ONCE) return
      after = { at: rows.at(-1)!.sort_at, id: rows.at(-1)!.id }
    }
  })()
}
