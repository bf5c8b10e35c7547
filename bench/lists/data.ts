import { statfsSync } from 'node:fs'
import { newId } from '../../src/server/database/id.ts'
import { type Line, makeLine, makePlace, type Place } from '../rig/arrange.ts'
import type { Rig } from '../rig/rig.ts'

export interface Company {
  place: Place
  lines: Line[]
  /** Twenty of one campaign; the place's agent serves the first three. */
  queues: string[]
}

const MESSAGES_A_TICKET = 5
const BYTES_A_TICKET = 12_000

const WORDS = ['hola', 'pedido', 'gracias', 'precio', 'envio', 'tienda', 'factura', 'manana', 'direccion', 'color']
const NAMES = ['Rosa', 'Luis', 'María', 'José', 'Carmen', 'Jorge', 'Ana', 'Miguel', 'Lucía', 'Pedro']
const FAMILIES = ['Quispe', 'Flores', 'Sánchez', 'García', 'Rojas', 'Huamán', 'Torres', 'Vargas', 'Ñaupari', 'Díaz']

export function refuseLittleDisk(folder: string, tickets: number): void {
  const { bavail, bsize } = statfsSync(folder)
  const wanted = tickets * BYTES_A_TICKET * 2
  if (bavail * bsize < wanted) throw new Error(`${Math.ceil(wanted / 2 ** 30)} GB of disk are wanted in ${folder}`)
}

const array = (words: readonly string[]) => `(array[${words.map((w) => `'${w}'`).join()}])`
const pick = (words: readonly string[], n: string) => `${array(words)}[1 + (${n}) % ${words.length}]`
const YEAR_MS = 365 * 86_400_000
/** Rises with n over the year from `beginning` (in milliseconds), as ids of the product do; alike in each statement that names it. */
const idsFrom = (beginning: number) => (word: string, n: string, of: string) =>
  `(lpad(to_hex(${beginning}::bigint + (${YEAR_MS} * (${n})::float8 / ${of})::bigint), 12, '0')
    || '7' || substr(md5('${word}' || ${n} || $1), 1, 3) || '8' || substr(md5('${word}' || ${n} || $1), 4, 15))::uuid`

/** What is open does not grow with history: as much at each size, so that a page of fifty is not measured against one of five. */
const openOf = (tickets: number) => Math.min(10_000, Math.round(tickets / 2))

/** A company whose last year brought so many tickets, five messages in each; the newest are open. */
export async function makeLargeCompany(rig: Rig, tickets: number, opened = openOf(tickets)): Promise<Company> {
  const place = await makePlace(rig)
  const { companyId, campaignId, queueId, agent } = place
  const lines = [await makeLine(rig, place), await makeLine(rig, place), await makeLine(rig, place)]
  await rig.sql(`update company set created_at = now() - interval '1 year' where id = $1`, [companyId])
  const queues = [queueId, ...Array.from({ length: 19 }, () => newId())]
  for (const [n, id] of queues.entries()) {
    if (n > 0)
      await rig.sql(`insert into queue (company_id, id, campaign_id, name) values ($1, $2, $3, $4)`, [
        companyId,
        id,
        campaignId,
        `Cola ${n}`,
      ])
    if (n === 1 || n === 2)
      await rig.sql('insert into queue_agent (company_id, queue_id, user_id) values ($1, $2, $3)', [
        companyId,
        id,
        agent.userId,
      ])
  }
  const quick = `with quick as materialized (select set_config('session_replication_role', 'replica', true))`
  const idAt = idsFrom(Date.now() - YEAR_MS)
  const contact = idAt('contact', 'n', '$2')
  const channel = `(array[${lines.map((l) => `'${l.channelId}'`).join()}])[1 + n % 3]::uuid`
  const queue = `(array[${queues.map((q) => `'${q}'`).join()}])[1 + n % 20]::uuid`
  const at = `now() - interval '1 year' + interval '1 year' * (n::float8 / $2)`
  // Half of what is open is held; the agent holds one in a hundred.
  const open = `n > $2::int - ${opened}`
  const holder = `case when ${open} and n % 2 = 0 then null when n % 100 = 1 then $4::uuid end`
  await rig.sql(
    `${quick} insert into contact (company_id, id, name, created_at)
     select $1::uuid, ${contact}, ${pick(NAMES, 'n')} || ' ' || ${pick(FAMILIES, 'n / 10')} || ' ' || ${pick(FAMILIES, 'n / 100')} || ' ' || n, ${at}
     from quick, generate_series(1, $2::int) n`,
    [companyId, tickets],
  )
  await rig.sql(
    `${quick} insert into contact_address (company_id, kind, value, shown, contact_id)
     select $1::uuid, 'phone', '519' || lpad(n::text, 8, '0'), '+519' || lpad(n::text, 8, '0'), ${contact}
     from quick, generate_series(1, $2::int) n`,
    [companyId, tickets],
  )
  await rig.sql(
    `${quick} insert into ticket (company_id, id, contact_id, campaign_id, queue_id, agent_id, assigned_at, opened_at, last_activity_at, last_channel_id, last_text, unread, closed_at, close_reason)
     select $1::uuid, ${idAt('ticket', 'n', '$2')}, ${contact}, $3::uuid, ${queue}, ${holder}, case when ${holder} is not null then ${at} end, ${at}, ${at} + interval '1 hour', ${channel},
       'Hola, ¿cómo va mi pedido ' || n || '?', case when ${open} then n % 3 else 0 end,
       case when not (${open}) then ${at} + interval '2 hours' end, case when not (${open}) then 'agent' end
     from quick, generate_series(1, $2::int) n`,
    [companyId, tickets, campaignId, agent.userId],
  )
  await rig.sql(
    `${quick} insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at, ended_at, end_reason)
     select $1::uuid, ${idAt('interaction', 'n', '$2')}, ${channel}, ${contact}, $3::uuid, ${queue}, ${idAt('ticket', 'n', '$2')}, 'contact', ${at}, ${at},
       case when not (${open}) then ${at} end, case when not (${open}) then 'ticket_closed' end
     from quick, generate_series(1, $2::int) n`,
    [companyId, tickets, campaignId],
  )
  await rig.sql(
    `${quick} insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at)
     select $1::uuid, ${idAt('message', 'm', `($2::int * ${MESSAGES_A_TICKET})`)}, ${channel}, ${contact}, ${idAt('interaction', 'n', '$2')}, 'in', 'text',
       ${pick(WORDS, 'm')} || ' ' || ${pick(WORDS, 'm / 7')} || ', quisiera saber de ' || ${pick(WORDS, 'm / 11')} || ' ' || ${pick(WORDS, 'm / 13')} || ' codigo' || m, ${at}
     from quick, (select m, 1 + m / ${MESSAGES_A_TICKET} as n from generate_series(0, $2::int * ${MESSAGES_A_TICKET} - 1) m) x`,
    [companyId, tickets],
  )
  // What waits without answer.
  await rig.sql(
    `${quick} insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, sender_id, opened_at, last_activity_at, last_sent_at)
     select $1::uuid, ${idAt('send', 'n', '$2')}, '${lines[0]!.channelId}', ${contact}, $3::uuid, ${queue}, 'us', $4::uuid, ${at}, ${at}, ${at}
     from quick, generate_series(1, $2::int / 100) n`,
    [companyId, tickets, campaignId, agent.userId],
  )
  await rig.sql(
    `${quick} insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, sender_id)
     select $1::uuid, ${idAt('sent', 'n', '$2')}, '${lines[0]!.channelId}', ${contact}, ${idAt('send', 'n', '$2')}, 'out', 'text', 'Hola, te escribimos de la tienda.', ${at}, 6, $3::uuid
     from quick, generate_series(1, $2::int / 100) n`,
    [companyId, tickets, agent.userId],
  )
  return { place, lines, queues }
}

/** Companies beside it, of a thousandth of its size each, one ticket in a hundred open. */
export async function makeOthers(rig: Rig, count: number, tickets: number): Promise<void> {
  const each = Math.max(2, Math.round(tickets / 1000))
  for (let n = 0; n < count; n++) await makeLargeCompany(rig, each, Math.ceil(each / 100))
}
