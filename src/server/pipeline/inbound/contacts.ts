import { sql } from 'kysely'
import { lineKey } from '../../../rules/phone.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import type { IncomingMessage } from './batch.ts'
import { Again } from './lanes.ts'

interface Address {
  companyId: string
  kind: 'user_id' | 'whatsapp' | 'phone'
  value: string
  shown: string
}

const keyOf = (a: Pick<Address, 'companyId' | 'kind' | 'value'>) => `${a.companyId} ${a.kind} ${a.value}`

/** In the order in which they find a contact (TK-1). */
function addressesOf(m: IncomingMessage): Address[] {
  const { from, userId } = m.event
  const address = (kind: Address['kind'], value: string, shown: string) => ({
    companyId: m.companyId,
    kind,
    value,
    shown,
  })
  return [
    ...(userId ? [address('user_id', userId, userId)] : []),
    ...(from ? [address('whatsapp', from, from), address('phone', lineKey(from), `+${from}`)] : []),
  ]
}

/** The contact of each message, by its seq. Those not known yet are made; an address new to a known contact is added. */
export async function findOrMakeContacts(tx: Tx, messages: readonly IncomingMessage[]): Promise<Map<number, string>> {
  const wanted = new Map(messages.flatMap(addressesOf).map((a) => [keyOf(a), a]))
  const known = await findAddresses(tx, [...wanted.values()])
  const made: { companyId: string; id: string; name: string }[] = []
  const missing = new Map<string, Address & { contactId: string }>()
  const bySeq = new Map<number, string>()
  for (const m of messages) {
    const addresses = addressesOf(m)
    let contactId = addresses.map((a) => known.get(keyOf(a))).find((id) => id !== undefined)
    if (contactId === undefined) {
      contactId = newId()
      made.push({ companyId: m.companyId, id: contactId, name: m.event.profileName ?? '' })
    }
    for (const a of addresses) {
      if (known.has(keyOf(a))) continue
      known.set(keyOf(a), contactId)
      missing.set(keyOf(a), { ...a, contactId })
    }
    bySeq.set(m.seq, contactId)
  }
  await insertContacts(tx, made)
  await insertAddresses(
    tx,
    [...missing.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  )
  return bySeq
}

export async function findAddresses(
  tx: Tx,
  addresses: readonly Pick<Address, 'companyId' | 'kind' | 'value'>[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ company_id: string; kind: Address['kind']; value: string; contact_id: string }>`
    select a.company_id, a.kind, a.value, a.contact_id
    from unnest(${addresses.map((a) => a.companyId)}::uuid[], ${addresses.map((a) => a.kind)}::text[], ${addresses.map((a) => a.value)}::text[]) v(c, k, x)
    join contact_address a on a.company_id = v.c and a.kind = v.k and a.value = v.x`.execute(tx)
  return new Map(rows.map((r) => [keyOf({ companyId: r.company_id, kind: r.kind, value: r.value }), r.contact_id]))
}

async function insertContacts(tx: Tx, made: { companyId: string; id: string; name: string }[]): Promise<void> {
  if (made.length === 0) return
  await sql`insert into contact (company_id, id, name)
    select * from unnest(${made.map((c) => c.companyId)}::uuid[], ${made.map((c) => c.id)}::uuid[], ${made.map((c) => c.name)}::text[])`.execute(
    tx,
  )
}

/** Fewer rows than sent: another process made the same contact a moment ago; the batch begins anew and finds it. */
async function insertAddresses(tx: Tx, missing: (Address & { contactId: string })[]): Promise<void> {
  if (missing.length === 0) return
  const { rows } = await sql`insert into contact_address (company_id, kind, value, shown, contact_id)
    select * from unnest(${missing.map((a) => a.companyId)}::uuid[], ${missing.map((a) => a.kind)}::text[], ${missing.map((a) => a.value)}::text[],
      ${missing.map((a) => a.shown)}::text[], ${missing.map((a) => a.contactId)}::uuid[])
    on conflict do nothing returning contact_id`.execute(tx)
  if (rows.length < missing.length) throw new Again('a contact was made elsewhere at the same moment')
}
