import { sql } from 'kysely'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { TemplateRecord } from './store.ts'
import { type Form, usedParameters } from './template-content.ts'

/** The channel's other templates of a name. What Gupshup did not accept holds no name: it was never at WhatsApp. */
export async function listSameName(tx: Tx, companyId: string, channelId: string, name: string) {
  return tx
    .selectFrom('template')
    .select(['name', 'language', 'category', 'body', 'footer'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('name', '=', name)
    .where('deleted_at', 'is', null)
    .where('status_word', '!=', 'NOT_ACCEPTED')
    .$castTo<Pick<TemplateRecord, 'name' | 'language' | 'category' | 'body' | 'footer'>>()
    .execute()
}

export type SameName = Awaited<ReturnType<typeof listSameName>>[number]

/** Makes the row; one of this name that Gupshup did not accept is taken up again, mended, with its history (TP-6).
 *  Undefined when the name is taken in this language. */
export async function upsertRequested(
  tx: Tx,
  request: { companyId: string; channelId: string; userId: string; form: Form },
): Promise<string | undefined> {
  const { companyId, channelId, userId, form } = request
  const content = {
    display_name: form.displayName,
    category: form.category,
    type: form.type,
    header: form.header,
    header_sample: form.headerSample,
    body: form.body,
    footer: form.footer,
    buttons: JSON.stringify(form.buttons),
    parameters: JSON.stringify(usedParameters(form)),
    status: 'pending',
    status_word: 'SENDING',
    created_by: userId,
  }
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
