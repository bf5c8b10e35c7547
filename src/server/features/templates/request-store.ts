import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { TemplateRecord } from './store.ts'
import { type Form, keptOf } from './template-content.ts'

const MOST_TWINS = 20

type Text = Pick<Form, 'name' | 'body' | 'footer'>

/** The channel's other templates of this name, and some of those of the same text. What Gupshup did not accept, and
 *  what was deleted at WhatsApp, holds no name: it is not there (TP-2). */
export async function listSiblings(tx: Tx, companyId: string, channelId: string, text: Text): Promise<Sibling[]> {
  return (await listSiblingsOfAll(tx, companyId, channelId, [text]))[0] ?? []
}

/** Those of each of many texts, in their order, by one query. */
export async function listSiblingsOfAll(
  tx: Tx,
  companyId: string,
  channelId: string,
  texts: readonly Text[],
): Promise<Sibling[][]> {
  const { rows } = await sql<Sibling & { nth: number }>`
    with asked as (
      select nth::int, name, body, footer from unnest(${texts.map(({ name }) => name)}::text[],
        ${texts.map(({ body }) => body)}::text[], ${texts.map(({ footer }) => footer)}::text[])
        with ordinality as asked (name, body, footer, nth)
    ), standing as not materialized (
      select id, name, language, category, body, footer, twin_key from template
      where company_id = ${companyId} and channel_id = ${channelId} and deleted_at is null
        and status_word not in ('NOT_ACCEPTED', 'DELETED')
    )
    select a.nth, s.name, s.language, s.category, s.body, s.footer from asked a join standing s on s.name = a.name
    union all
    select a.nth, twin.* from asked a cross join lateral (
      select s.name, s.language, s.category, s.body, s.footer from standing s
      where s.name != a.name and s.category != 'AUTHENTICATION' and s.twin_key = ${twinKey(sql`a.body`, sql`a.footer`)}
      order by s.id desc limit ${MOST_TWINS}
    ) twin`.execute(tx)
  const of = Map.groupBy(rows, ({ nth }) => nth)
  return texts.map((_, at) => (of.get(at + 1) ?? []).map(({ nth: _nth, ...sibling }) => sibling))
}

export type Sibling = Pick<TemplateRecord, 'name' | 'language' | 'category' | 'body' | 'footer'>

/** As the column of that name is made. */
const twinKey = (body: RawBuilder<unknown>, footer: RawBuilder<unknown>) =>
  sql`md5(regexp_replace(plain(${body} || chr(10) || coalesce(${footer}, '')), '[^[:alnum:]]+', '', 'g'))`

/** Makes the row; one of this name that Gupshup did not accept is taken up again, mended, with its history (TP-6).
 *  Undefined when the name is taken in this language. */
export async function upsertRequested(
  tx: Tx,
  request: { companyId: string; channelId: string; userId: string; form: Form; editionId: string | undefined },
): Promise<string | undefined> {
  const { companyId, channelId, userId, form, editionId = null } = request
  const state = { status: 'pending', status_word: 'SENDING', created_by: userId, edition_id: editionId }
  const content = { ...columnsOf(form), ...state }
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
