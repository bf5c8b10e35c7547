import { companyOf, type Ctx } from '../../context.ts'
import { toCsv } from './csv-cells.ts'
import { rowsOf } from './export-rows.ts'
import { listExported } from './export-store.ts'
import { stateOfChannel } from './template-channel.ts'
import { authOf } from './template-content.ts'

/** All templates of a number, as an import reads them. In Spanish the cells are parted as a Spanish Excel expects it. */
export async function exportTemplates(ctx: Ctx, { channelId }: { channelId: string }) {
  const companyId = companyOf(ctx.actor)
  const rows = await ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, channelId)
    return listExported(tx, companyId, channelId)
  })
  const templates = rows.map((row) => ({
    ...row,
    displayName: row.display_name,
    headerSample: row.header_sample,
    auth: authOf(row),
  }))
  const csv = toCsv(rowsOf(templates, ctx.lang), ctx.lang === 'es' ? ';' : ',')
  return { fileName: ctx.lang === 'es' ? 'plantillas.csv' : 'templates.csv', csv }
}
