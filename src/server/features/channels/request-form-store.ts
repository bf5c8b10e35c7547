import { sql } from 'kysely'
import type * as z from 'zod'
import type { ChannelRequest } from '../../../contract/channel-requests.ts'
import type { ChannelRequestForm } from '../../../contract/channels.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { found } from '../../refusal.ts'

type RequestForm = z.infer<typeof ChannelRequestForm>
type Row = z.infer<typeof ChannelRequest>

/** Who sends the same wish at the same moment waits here, and then finds what came of it. */
export async function lockClientKey(tx: Tx, companyId: string, clientKey: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${companyId} ${clientKey}`}, 7302413))`.execute(tx)
}

export async function findRequestByKey(tx: Tx, companyId: string, clientKey: string) {
  return tx
    .selectFrom('channel_request')
    .select('channel_id as id')
    .where('company_id', '=', companyId)
    .where('client_key', '=', clientKey)
    .executeTakeFirst()
}

export async function insertRequest(
  tx: Tx,
  companyId: string,
  userId: string,
  form: RequestForm,
  clientKey: string | undefined,
): Promise<string> {
  const id = newId()
  await tx
    .insertInto('channel')
    .values({ company_id: companyId, id, business_name: form.businessName, alias: form.businessName })
    .execute()
  await tx
    .insertInto('channel_request')
    .values({
      company_id: companyId,
      channel_id: id,
      ...columnsOf(form),
      requested_by: userId,
      client_key: clientKey ?? null,
    })
    .execute()
  return id
}

/** What was registered, in the request's columns; the business name stands in the channel. */
export const columnsOf = (form: Omit<RequestForm, 'businessName'>) => ({
  legal_name: form.legalName,
  tax_id: form.taxId,
  country: form.country,
  address: form.address,
  website: form.website,
  email: form.email,
  vertical: form.vertical,
  about: form.about,
  description: form.description,
  person_first_name: form.firstName,
  person_last_name: form.lastName,
  person_email: form.personEmail,
  person_phone: form.personPhone,
  person_position: form.position,
})

/** A request mended by its company (CH-11): the name is not yet fixed, for no number has it. */
export async function replaceRequest(tx: Tx, companyId: string, channelId: string, form: RequestForm): Promise<void> {
  await tx
    .updateTable('channel')
    .set((eb) => ({
      business_name: form.businessName,
      // An alias that nobody chose follows the name.
      alias: eb.case().when('alias', '=', eb.ref('business_name')).then(form.businessName).else(eb.ref('alias')).end(),
    }))
    .where('company_id', '=', companyId)
    .where('id', '=', channelId)
    .execute()
  await tx
    .updateTable('channel_request')
    .set(columnsOf(form))
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .execute()
}

/** The company's own, under the locks that the operator's decisions take, in the same order. */
export async function lockOwnRequest(tx: Tx, companyId: string, channelId: string) {
  const query = tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .select(['r.company_id', 'r.channel_id', 'r.state'])
    .where('r.company_id', '=', companyId)
    .where('r.channel_id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .forUpdate(['r', 'c'])
  return found(await query.executeTakeFirst())
}

const requests = (tx: Tx, companyId: string) =>
  tx
    .selectFrom('channel_request as r')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'r.company_id').onRef('c.id', '=', 'r.channel_id'))
    .selectAll('r')
    .select('c.business_name')
    .where('r.company_id', '=', companyId)

type Joined = Awaited<ReturnType<ReturnType<typeof requests>['execute']>>[number]

const formOf = (r: Joined): RequestForm => ({
  businessName: r.business_name,
  legalName: r.legal_name,
  taxId: r.tax_id,
  country: r.country,
  address: r.address,
  website: r.website,
  email: r.email,
  vertical: r.vertical,
  about: r.about,
  description: r.description,
  firstName: r.person_first_name,
  lastName: r.person_last_name,
  personEmail: r.person_email,
  personPhone: r.person_phone,
  position: r.person_position,
})

const toRow = (r: Joined): Row => ({
  id: r.channel_id,
  state: r.state as Row['state'],
  request: formOf(r),
  requestedAt: r.requested_at.toISOString(),
  decidedAt: r.decided_at?.toISOString() ?? null,
  reason: r.state === 'correction' ? r.correction : r.decline_reason,
})

/** CH-11: what came to nothing, newest first. */
export async function listPreviousRequests(
  tx: Tx,
  companyId: string,
  { before, limit }: { before: string | undefined; limit: number },
): Promise<Row[]> {
  let query = requests(tx, companyId)
    .where('r.state', 'in', ['declined', 'withdrawn'])
    .orderBy('r.channel_id', 'desc')
    .limit(limit)
  if (before) query = query.where('r.channel_id', '<', before)
  return (await query.execute()).map(toRow)
}

/** Of a channel that was not deleted. */
export async function getCompanyRequest(tx: Tx, companyId: string, channelId: string): Promise<Row> {
  const query = requests(tx, companyId).where('r.channel_id', '=', channelId).where('c.deleted_at', 'is', null)
  return toRow(found(await query.executeTakeFirst()))
}

/** For operators, of any channel. */
export async function getRequestForm(tx: Tx, companyId: string, channelId: string): Promise<RequestForm> {
  return formOf(found(await requests(tx, companyId).where('r.channel_id', '=', channelId).executeTakeFirst()))
}

/** The data that stand now, edits included. */
export async function getRegistered(tx: Tx, companyId: string, channelId: string) {
  const row = found(
    await requests(tx, companyId)
      .select(['c.alias', 'c.version', 'c.activated_at', 'c.photo_file_id'])
      .where('r.channel_id', '=', channelId)
      .executeTakeFirst(),
  )
  return {
    form: formOf(row),
    alias: row.alias,
    website2: row.website2,
    photoFileId: row.photo_file_id,
    version: row.version,
    activatedAt: row.activated_at?.toISOString() ?? null,
  }
}
