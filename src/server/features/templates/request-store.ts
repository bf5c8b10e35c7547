import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { TemplateRecord } from './store.ts'
import { type Form, keptOf } from './template-content.ts'

const MOST_TWINS = 20

/** The channel's other templates of this name, and some of those of the same text. What Gupshup did not accept holds no
 *  name: it was never at WhatsApp. */
export async function listSiblings(
  tx: Tx,
  companyId: string,
  channelId: string,
  { name, body, footer }: { name: string; body: string; footer: string | null },
): Promise<Sibling[]> {
  const of = sql`from template where company_id = ${companyId} and channel_id = ${channelId} and deleted_at is null
    and status_word != 'NOT_ACCEPTED'`
  const { rows } = await sql<Sibling>`
    select name, language, category, body, footer ${of} and name = ${name}
    union all
    (select name, language, category, body, footer ${of} and name != ${name} and category != 'AUTHENTICATION'
      and twin_key = ${twinKey(body, footer)}
      order by id desc limit ${MOST_TWINS})`.execute(tx)
  return rows
}

export type Sibling = Pick<TemplateRecord, 'name' | 'language' | 'category' | 'body' | 'footer'>

/** As the column of that name is made. */
const twinKey = (body: string, footer: string | null) =>
  sql`md5(regexp_replace(plain(${body} || chr(10) || coalesce(${footer}::text, '')), '[^[:alnum:]]+', '', 'g'))`

/** Makes the row; one of this name that Gupshup did not accept is taken up again, mended, with its history (TP-6).
 *  Undefined when the name is taken in this language. */
export async function upsertRequested(
  tx: Tx,
  request: { companyId: string; channelId: string; userId: string; form: Form },
): Promise<string | undefined> {
  const { companyId, channelId, userId, form } = request
  const content = { ...columnsOf(form), status: 'pending', status_word: 'SENDING', created_by: userId }
  const key = { company_id: companyId, channel_id: channelId, name: form.name, language: form.language }
  const row = await tx
    .insertInto('template')
    .values({ ...key, id: newId(), ...content })
    .onConflict((conflict) =>
      conflict
        .columns(['company_id', 'channel_id', 'name', 'language'])
        .where('deleted_at', 'is', null)
        .doUpdateSet({ ...content, reason: null, submitted_at: null, confirmed_at: null, updated_at: sql<Date>`now()` })
        .where('template.status_word', '=', 'NOT_ACCEPTED'),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** What the table keeps of a form. */
export function columnsOf(form: Form) {
  const kept = keptOf(form)
  return {
    display_name: form.displayName,
    category: form.category,
    type: kept.type,
    header: kept.header,
    header_sample: kept.headerSample,
    body: kept.body,
    footer: kept.footer,
    buttons: JSON.stringify(kept.buttons),
    parameters: JSON.stringify(kept.parameters),
    sample_file_id: kept.sampleFileId,
    security_note: kept.securityNote,
    code_minutes: kept.codeMinutes,
  }
}
