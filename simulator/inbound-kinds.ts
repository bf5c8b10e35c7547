import { type Shapes, receive } from './inbound.ts'
import { newWhatsappId } from './messages.ts'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { Refusal } from './refusal.ts'
import type { App, Content, Message } from './rows.ts'
import type { Sim } from './sim.ts'

/** What a customer can send beside words, files and taps. */
export type Other =
  | { kind: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { kind: 'contact'; name: string; phone: string }
  | { kind: 'flow'; answers: Record<string, unknown> }
  | { kind: 'unsupported' }

/** In both shapes: section 5.6 of the reference, and Meta's. */
function shapesOf(other: Other): { content: Content; shapes: Shapes } {
  switch (other.kind) {
    case 'location': {
      const { kind: _kind, latitude, longitude, ...named } = other
      const place = { latitude: String(latitude), longitude: String(longitude), ...named }
      return {
        content: { location: place },
        shapes: {
          v2: { kind: 'location', payload: place },
          v3: { type: 'location', location: { latitude, longitude, ...named } },
        },
      }
    }
    case 'contact': {
      const { name, phone } = other
      const cards = [
        { name: { formatted_name: name, first_name: name.split(' ')[0] }, phones: [{ phone, type: 'CELL' }] },
      ]
      return {
        content: { contacts: [{ name, phone }] },
        shapes: { v2: { kind: 'contact', payload: { contacts: cards } }, v3: { type: 'contacts', contacts: cards } },
      }
    }
    case 'flow': {
      const body = 'Sent'
      const answer = { name: 'flow', body, response_json: JSON.stringify({ flow_token: 'unused', ...other.answers }) }
      return {
        content: { text: Object.values(other.answers).map(String).join(', ') },
        shapes: {
          v2: { kind: 'nfm_reply', payload: answer },
          v3: { type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: answer } },
        },
      }
    }
    case 'unsupported':
      return {
        content: { text: '…' },
        shapes: {
          v2: { kind: 'unsupported', payload: {} },
          v3: { type: 'unsupported', errors: [{ code: 131051, title: 'Message type is not currently supported' }] },
        },
      }
  }
}

export function sendOther(sim: Sim, app: App, customer: string, other: Other): Message {
  const { content, shapes } = shapesOf(other)
  return receive(sim, app, customer, content, shapes)
}

/** On a message of either side; an empty emoji takes it back. */
export function react(sim: Sim, app: App, customer: string, to: Message, emoji: string): Message {
  const ours = to.from === 'business' ? { gsId: to.id } : {}
  const shapes = {
    v2: { kind: 'reaction', payload: { emoji, id: to.whatsappId, ...ours } },
    v3: {
      type: 'reaction',
      reaction: { message_id: to.whatsappId, emoji, ...(to.from === 'business' && { gs_id: to.id }) },
    },
  }
  return receive(sim, app, customer, { reaction: { emoji, messageId: to.id } }, shapes)
}

/** The customer takes one of its own messages back, for everybody. */
export function takeBack(sim: Sim, app: App, message: Message): void {
  if (message.from !== 'customer') throw new Refusal(400, 'Only one of your own messages can be taken back')
  const id = newWhatsappId()
  const bodies = {
    v2: (now: number) => v2.deleted(now, app, message),
    v3: (now: number) => v3.revoked(now, app, message, id),
  }
  const { whatsappId, customer } = message
  sim.delivery.emit(app, 'DELETED', bodies, { kind: 'status', id, whatsappId, status: 'deleted', customer })
}
