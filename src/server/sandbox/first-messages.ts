import type { System } from '../context.ts'
import { channels } from './demo.ts'

const customers = [
  { phone: '51900100003', name: 'Carmen Quispe', text: 'Buenas tardes, ¿a qué hora cierran hoy en Miraflores?' },
  { phone: '51900100004', name: 'Jorge Salas', text: 'Hola, hice el pedido A-1038 y todavía no me llega 😕' },
]

/** Customers who write on the first day, by the real road: from their phones through the provider to the queue. */
export async function firstMessages({ config }: System): Promise<void> {
  const to = channels[0].identifier.slice(1)
  for (const { phone, ...message } of customers) {
    await fetch(`${config.GUPSHUP_PARTNER_URL}/simulator/phones/${phone}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to, ...message }),
    })
  }
}
