import { sql } from 'kysely'
import { lineKey } from '../../../rules/phone.ts'
import { table } from '../../database/arrays.ts'
import type { Tx } from '../../database/doors.ts'
import { newId } from '../../database/id.ts'
import { type Clash, recordDuplicates } from '../../features/contacts/record-duplicates.ts'
import { Again } from './backlog.ts'

/** Whoever an event is about: the sender of a message, the recipient of an echo. */
export interface Party {
  seq: number
  companyId: string
  event: { from: string; userId?: string; profileName?: string }
}

interface Address {
  companyId: string
  kind: 'user_id' | 'whatsapp' | 'phone'
  value: string
  shown: string
}

const keyOf = (a: Pick<Address, 'companyId' | 'kind' | 'value'>) => `${a.companyId} ${a.kind} ${a.value}`

/** In the order in which they find a contact (TK-1). */
function addressesOf({ companyId, event: { from, userId } }: Party): Address[] {
  const line = lineKey(from)
  return [
    ...(userId ? [{ companyId, kind: 'user_id', value: userId, shown: userId } as const] : []),
    ...(line
      ? [
          { companyId, kind: 'whatsapp', value: line, shown: from } as const,
          { companyId, kind: 'phone', value: line, shown: `+${from}` } as const,
        ]
      : []),
  ]
}

/** The contact of each event, by its seq. Those not known yet are made, an address new to a known contact is added, a
 *  name is filled where there is none, and two contacts named by one event are listed as possible duplicates. */
export async function findOrMakeContacts(tx: Tx, parties: readonly Party[]): Promise<Map<number, string>> {
  const known = await findAddresses(tx, parties)
  const made = new Map<string, { companyId: string; name: string }>()
  const names = new Map<string, { companyId: string; name: string }>()
  const missing = new Map<string, Address & { contactId: string }>()
  const clashes: Clash[] = []
  const bySeq = new Map<number, string>()
  for (const { companyId, seq, event } of parties) {
    const addresses = addressesOf({ companyId, seq, event })
    const named = addresses.flatMap((a) => known.get(keyOf(a)) ?? [])
    const contactId = named[0] ?? newId()
    const fresh = named.length === 0 ? { companyId, name: '' } : made.get(contactId)
    if (fresh) {
      fresh.name ||= event.profileName ?? ''
      made.set(contactId, fresh)
    } else if (event.profileName && !names.has(contactId)) {
      names.set(contactId, { companyId, name: event.profileName })
    }
    for (const a of addresses) {
      const owner = known.get(keyOf(a))
      if (owner === undefined) {
        known.set(keyOf(a), contactId)
        missing.set(keyOf(a), { ...a, contactId })
      } else if (owner !== contactId && a.kind !== 'user_id') {
        clashes.push({ companyId, contactId, otherId: owner, cause: a.kind })
      }
    }
    bySeq.set(seq, contactId)
  }
  await insertContacts(tx, made)
  await insertAddresses(tx, missing)
  await fillNames(tx, names)
  await recordDuplicates(tx, clashes)
  return bySeq
}

/** As above for those who are known already; nothing is made. */
export async function findContacts(tx: Tx, parties: readonly Party[]): Promise<Map<number, string>> {
  const known = await findAddresses(tx, parties)
  return new Map(
    parties.flatMap((p) => {
      const contactId = addressesOf(p).flatMap((a) => known.get(keyOf(a)) ?? [])[0]
      return contactId === undefined ? [] : [[p.seq, contactId] as const]
    }),
  )
}

const ADDRESS = {
  c: ['uuid', (a: Address) => a.companyId],
  kind: ['text', (a: Address) => a.kind],
  value: ['text', (a: Address) => a.value],
} as const

async function findAddresses(tx: Tx, parties: readonly Party[]): Promise<Map<string, string>> {
  const wanted = [...new Map(parties.flatMap(addressesOf).map((a) => [keyOf(a), a])).values()]
  const { rows } = await sql<{ company_id: string; kind: Address['kind']; value: string; contact_id: string }>`
    select a.company_id, a.kind, a.value, a.contact_id
    from ${table('v', wanted, ADDRESS)}
    join contact_address a on a.company_id = v.c and a.kind = v.kind and a.value = v.value`.execute(tx)
  return new Map(rows.map((r) => [keyOf({ companyId: r.company_id, kind: r.kind, value: r.value }), r.contact_id]))
}

type Named = ReadonlyMap<string, { companyId: string; name: string }>
const asTable = (named: Named) =>
  table(
    'v',
    [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    {
      c: ['uuid', ([, { companyId }]) => companyId],
      id: ['uuid', ([id]) => id],
      name: ['text', ([, { name }]) => name],
    },
  )

async function insertContacts(tx: Tx, made: Named): Promise<void> {
  if (made.size > 0) await sql`insert into contact (company_id, id, name) select * from ${asTable(made)}`.execute(tx)
}

/** TK-1: what a person of the company has typed stays. */
async function fillNames(tx: Tx, names: Named): Promise<void> {
  if (names.size === 0) return
  await sql`update contact c set name = v.name from ${asTable(names)}
    where c.company_id = v.c and c.id = v.id and c.name = ''`.execute(tx)
}

/** Fewer rows than sent: another process made the same contact a moment ago; the batch begins anew and finds it. */
async function insertAddresses(tx: Tx, byKey: ReadonlyMap<string, Address & { contactId: string }>): Promise<void> {
  if (byKey.size === 0) return
  const missing = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, address]) => address)
  const { numAffectedRows = 0n } = await sql`insert into contact_address (company_id, kind, value, shown, contact_id)
    select * from ${table('v', missing, { ...ADDRESS, shown: ['text', (a) => a.shown], contact: ['uuid', (a) => a.contactId] })}
    on conflict do nothing`.execute(tx)
  if (Number(numAffectedRows) < missing.length) throw new Again('a contact was made elsewhere at the same moment')
}
