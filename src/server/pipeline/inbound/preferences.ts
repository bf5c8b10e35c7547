import type { Tx } from '../../database/doors.ts'
import type { Incoming } from './intake.ts'
import type { Of } from './batch.ts'
import { findContacts } from './contacts.ts'
import { markOptOuts } from './write.ts'

type Preference = Of<Extract<Incoming['event'], { kind: 'preference' }>>

/** WhatsApp's own "stop marketing" counts like a BAJA (POL-02), and opens nothing (TK-6). */
export async function stopMarketing(tx: Tx, preferences: readonly Preference[]): Promise<void> {
  const stops = preferences.filter((p) => p.event.value === 'stop')
  if (stops.length === 0) return
  const contactOf = await findContacts(
    tx,
    // A contact that hides its phone is named by its user id, which is no number.
    stops.map(({ seq, companyId, event: { from } }) => ({
      seq,
      companyId,
      event: /^\d+$/.test(from) ? { from } : { from: '', userId: from },
    })),
  )
  await markOptOuts(
    tx,
    stops.flatMap(({ seq, companyId, receivedAt }) => {
      const contactId = contactOf.get(seq)
      return contactId === undefined
        ? []
        : [{ companyId, contactId, at: new Date(receivedAt), how: 'preference' as const, source: '' }]
    }),
  )
}
