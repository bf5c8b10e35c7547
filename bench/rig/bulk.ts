import type { Line, Place } from './arrange.ts'
import type { RigDatabase } from './database.ts'

type Sql = Pick<RigDatabase, 'sql'>

/** Digits of the n-th contact. */
export const phoneOf = (n: number) => `51900${String(n).padStart(6, '0')}`
const PHONE = `'51900' || lpad(n::text, 6, '0')`
/** A UUID that rises with n, as those of the product do with time, and differs from place to place. */
const risingId = (word: string, salt: string) =>
  `(lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5('${word}' || n || ${salt}), 1, 3) || '8' || substr(md5('${word}' || n || ${salt}), 4, 15))::uuid`

/** Contacts 0 to `count`-1 of the company, each with its phone and WhatsApp address and an open send of ours. */
export async function makeContacts({ sql }: Sql, place: Place, line: Line, count: number): Promise<void> {
  const { companyId, campaignId, queueId, agent } = place
  const id = risingId('contact', '$1::text')
  await sql(
    `insert into contact (company_id, id, name) select $1::uuid, ${id}, 'Cliente ' || n from generate_series(0, $2 - 1) n`,
    [companyId, count],
  )
  for (const kind of ['phone', 'whatsapp'])
    await sql(
      `insert into contact_address (company_id, kind, value, shown, contact_id)
       select $1::uuid, $3, ${PHONE}, '+' || ${PHONE}, ${id} from generate_series(0, $2 - 1) n`,
      [companyId, count, kind],
    )
  await sql(
    `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, sender_id, opened_at, last_activity_at)
     select $1::uuid, ${risingId('interaction', '$3::text')}, $3::uuid, ${id}, $4, $5, 'us', $6, now(), now() from generate_series(0, $2 - 1) n`,
    [companyId, count, line.channelId, campaignId, queueId, agent.userId],
  )
}

export interface BulkMessages {
  /** Numbers from..to-1, over all calls each once; message n goes to contact n modulo `contacts`. */
  from: number
  to: number
  contacts: number
  /** Accepted by the provider under `external_id` md5('target' + n) as a UUID, or waiting in the outbox. */
  as: 'accepted' | 'waiting'
}

/** Outgoing template messages of bulk priority whose one value is their number, a million in half a minute. The outbox is woken by `wake`. */
export async function makeMessages({ sql }: Sql, line: Line, bulk: BulkMessages): Promise<void> {
  const at = `n % ${bulk.contacts}`
  const of = (word: string, salt: string) => risingId(word, salt).replaceAll(/\bn\b/g, `(${at})`)
  // The keys are right by construction, and checking them one by one is most of the time.
  await sql(
    `with quick as materialized (select set_config('session_replication_role', 'replica', true))
     insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, external_id, status,
       template_id, params, priority)
     select $1::uuid, ${risingId('message', '$2::text')}, $2::uuid, ${of('contact', '$1::text')}, ${of('interaction', '$2::text')},
       'out', 'template', 'Hola Ana, tu pedido está listo.', now(), ${bulk.as === 'accepted' ? `md5('target' || n)::uuid::text` : 'null'},
       ${bulk.as === 'accepted' ? 3 : 0}, $3, jsonb_build_array(n::text), 1
     from quick, generate_series($4::int, $5::int - 1) n`,
    [line.companyId, line.channelId, line.templateId, bulk.from, bulk.to],
  )
}

/** Tells the sender of this line that its outbox has something. */
export async function wake({ sql }: Sql, line: Line): Promise<void> {
  await sql(`select pg_notify('outbox', $1)`, [line.channelId])
}
