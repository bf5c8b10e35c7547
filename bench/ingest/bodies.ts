import type { Happening } from './mix.ts'
import { seeded } from './mix.ts'

/** One share in a hundred bodies is a batch of 2 to 20 events, so that a tenth of the events come in batches. */
const BATCHES = 0.01
const MOST = 20

/** Cuts the stream into webhook bodies in Gupshup's v3 shape; answers the events of the next one. */
export function openBodies(next: () => Happening, seed: number): () => Happening[] {
  const random = seeded(seed)
  return () => {
    const size = random() < BATCHES ? 2 + Math.floor(random() * (MOST - 1)) : 1
    return Array.from({ length: size }, next)
  }
}

/** ASCII, so that its length is its length on the wire. */
export function bodyOf(appId: string, happenings: readonly Happening[]): string {
  const statuses: string[] = []
  const messages: string[] = []
  const contacts: string[] = []
  for (const h of happenings) {
    if (h.rank > 0) statuses.push(h.text)
    else {
      messages.push(h.text)
      contacts.push(`{"profile":{"name":"Cliente de Prueba"},"wa_id":"${h.phone}"}`)
    }
  }
  return (
    `{"entry":[{"changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"51900000101",` +
    `"phone_number_id":"100000000000007"}${part('statuses', statuses)}${part('contacts', contacts)}${part('messages', messages)}}}],` +
    `"id":"100000000000001"}],"gs_app_id":"${appId}","object":"whatsapp_business_account"}`
  )
}

const part = (name: string, items: string[]) => (items.length > 0 ? `,"${name}":[${items.join(',')}]` : '')
