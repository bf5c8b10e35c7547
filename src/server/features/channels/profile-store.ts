import { sql } from 'kysely'
import type * as z from 'zod'
import type { ProfileFieldState, profileField } from '../../../contract/channels.ts'
import type { Tx } from '../../database/doors.ts'

export type ProfileField = z.infer<typeof profileField>
type State = z.infer<typeof ProfileFieldState>

export async function listProfileFields(tx: Tx, companyId: string, channelId: string): Promise<State[]> {
  const rows = await tx
    .selectFrom('channel_profile_field')
    .select(['field', 'state', 'reason', 'changed_at'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .orderBy('field')
    .execute()
  return rows.map((r) => ({
    field: r.field as ProfileField,
    state: r.state as State['state'],
    reason: r.reason,
    changedAt: r.changed_at.toISOString(),
  }))
}

/** These fields are on their way from now on, whatever was said of them before. One statement. */
export async function markPending(
  tx: Tx,
  companyId: string,
  channelId: string,
  fields: readonly ProfileField[],
): Promise<void> {
  // Of JavaScript's precision, so that whoever read it can name it again.
  const changed_at = new Date()
  await tx
    .insertInto('channel_profile_field')
    .values(fields.map((field) => ({ company_id: companyId, channel_id: channelId, field, changed_at })))
    .onConflict((oc) =>
      oc
        .columns(['company_id', 'channel_id', 'field'])
        .doUpdateSet({ state: 'pending', reason: null, settled_at: null, changed_at }),
    )
    .execute()
}

/** What waits to be told to WhatsApp, with the values that stand now; undefined when the number is gone or not live. */
export async function findProfile(tx: Tx, companyId: string, channelId: string) {
  const row = await tx
    .selectFrom('channel as c')
    .innerJoin('channel_request as r', (j) =>
      j.onRef('r.company_id', '=', 'c.company_id').onRef('r.channel_id', '=', 'c.id'),
    )
    .innerJoin('channel_connection as n', (j) =>
      j.onRef('n.company_id', '=', 'c.company_id').onRef('n.channel_id', '=', 'c.id'),
    )
    .select([
      'n.app_id',
      'c.photo_file_id',
      'r.about',
      'r.address',
      'r.description',
      'r.email',
      'r.website',
      'r.website2',
      'r.vertical',
    ])
    .where('c.company_id', '=', companyId)
    .where('c.id', '=', channelId)
    .where('c.deleted_at', 'is', null)
    .where('c.identifier', 'is not', null)
    .executeTakeFirst()
  if (!row?.app_id) return undefined
  const { app_id: appId, photo_file_id: photoFileId, website, website2, ...values } = row
  const waiting = await tx
    .selectFrom('channel_profile_field')
    .select(['field', 'changed_at'])
    .where('company_id', '=', companyId)
    .where('channel_id', '=', channelId)
    .where('state', '=', 'pending')
    .execute()
  return {
    appId,
    photoFileId,
    values: { ...values, websites: [website, website2].filter((site) => site !== null) },
    waiting: waiting.map(({ field, changed_at: changedAt }) => ({ field: field as ProfileField, changedAt })),
  }
}

export type Profile = NonNullable<Awaited<ReturnType<typeof findProfile>>>
export type Waiting = Profile['waiting'][number]

/** How it ended; a field that was changed again meanwhile is still on its way. Returns those that ended. */
export async function settleFields(
  tx: Tx,
  companyId: string,
  channelId: string,
  fields: readonly Waiting[],
  reason: string | null,
): Promise<ProfileField[]> {
  const { rows } = await sql<{ field: ProfileField }>`
    update channel_profile_field f
    set state = ${reason === null ? 'confirmed' : 'refused'}, reason = ${reason}, settled_at = now()
    from unnest(${fields.map((f) => f.field)}::text[], ${fields.map((f) => f.changedAt)}::timestamptz[]) as w (field, changed_at)
    where f.company_id = ${companyId} and f.channel_id = ${channelId} and f.field = w.field
      and f.changed_at = w.changed_at and f.state = 'pending'
    returning f.field`.execute(tx)
  return rows.map(({ field }) => field)
}

/** Channels of which something has been on its way for a while. */
export async function listWaitingProfiles(tx: Tx): Promise<{ companyId: string; channelId: string }[]> {
  return tx
    .selectFrom('channel_profile_field as f')
    .innerJoin('channel as c', (j) => j.onRef('c.company_id', '=', 'f.company_id').onRef('c.id', '=', 'f.channel_id'))
    .select(['f.company_id as companyId', 'f.channel_id as channelId'])
    .distinct()
    .where('f.state', '=', 'pending')
    .where('f.changed_at', '<', sql<Date>`now() - interval '10 minutes'`)
    .where('c.deleted_at', 'is', null)
    .execute()
}
