import { newId } from '../../src/server/database/id.ts'
import { hashPassword } from 'better-auth/crypto'
import { type Line, makeLine, makePlace } from '../rig/arrange.ts'
import type { Rig } from '../rig/rig.ts'

const QUEUES = 10
const TICKETS_EACH = 20

export interface Seat {
  email: string
  password: string
  supervises: boolean
  tickets: { id: string; phone: string }[]
}

/** One company at work: agents five to a queue, each holding twenty tickets, and two supervisors. */
export async function layOut(rig: Rig, people: number): Promise<{ line: Line; seats: Seat[] }> {
  const place = await makePlace(rig)
  const { companyId, campaignId, queueId } = place
  const line = await makeLine(rig, place)
  const queues = [queueId, ...Array.from({ length: QUEUES - 1 }, () => newId())]
  for (const [n, id] of queues.slice(1).entries())
    await rig.sql('insert into queue (company_id, id, campaign_id, name) values ($1, $2, $3, $4)', [
      companyId,
      id,
      campaignId,
      `Cola ${n}`,
    ])
  const password = 'una-clave-de-prueba'
  const hash = await hashPassword(password)
  const seats: Seat[] = []
  for (let n = 0; n < people; n++) {
    const supervises = n < 2
    const userId = newId()
    const email = `puesto.${n}@example.com`
    await rig.sql(
      `insert into auth."user" (id, name, email, "emailVerified", locale) values ($1, $2, $3, true, 'es')`,
      [userId, `Puesto ${n}`, email],
    )
    await rig.sql(
      `insert into auth.account ("accountId", "providerId", "userId", password, "updatedAt") values ($1::text, 'credential', $1::uuid, $2, now())`,
      [userId, hash],
    )
    await rig.sql('insert into member (company_id, user_id, role) values ($1, $2, $3)', [
      companyId,
      userId,
      supervises ? 'admin' : 'agent',
    ])
    const seat: Seat = { email, password, supervises, tickets: [] }
    seats.push(seat)
    if (supervises) continue
    const queue = queues[n % QUEUES]!
    await rig.sql('insert into queue_agent (company_id, queue_id, user_id) values ($1, $2, $3)', [
      companyId,
      queue,
      userId,
    ])
    for (let m = 0; m < TICKETS_EACH; m++) {
      const [contactId, id] = [newId(), newId()]
      const phone = `51900${String(n * TICKETS_EACH + m).padStart(6, '0')}`
      const given = [companyId, contactId, id, newId(), campaignId, queue, userId, line.channelId]
      await rig.sql('insert into contact (company_id, id, name) values ($1, $2, $3)', [
        companyId,
        contactId,
        `Cliente ${phone}`,
      ])
      for (const kind of ['phone', 'whatsapp'])
        await rig.sql(
          'insert into contact_address (company_id, kind, value, shown, contact_id) values ($1, $2, $3, $4, $5)',
          [companyId, kind, phone, `+${phone}`, contactId],
        )
      await rig.sql(
        `with t as (
           insert into ticket (company_id, id, contact_id, campaign_id, queue_id, agent_id, assigned_at, opened_at, last_activity_at, last_channel_id)
           values ($1, $3, $2, $5, $6, $7, now(), now(), now(), $8))
         insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, ticket_id, begun_by, opened_at, last_activity_at)
         values ($1, $4, $8, $2, $5, $6, $3, 'contact', now(), now())`,
        given,
      )
      seat.tickets.push({ id, phone })
    }
  }
  await rig.sql('vacuum analyze')
  return { line, seats }
}
