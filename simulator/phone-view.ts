import type { Message } from './rows.ts'
import type { Sim } from './sim.ts'

const signs: Record<string, string> = { image: '📷', video: '🎬', audio: '🎤', document: '📄', sticker: '🌟' }

const onPhone = new Set(['delivered', 'read'])

/** What a customer's phone holds, seen from the customer. */
export function phoneView(sim: Sim, phone: string): object {
  const customer = sim.books.customers.get(phone) ?? { phone, name: `+${phone}` }
  const chats = sim.books.chats.appsOf(phone).flatMap((appId) => chatView(sim, appId, phone) ?? [])
  return { ...customer, chats: chats.toSorted((one, other) => other.lastAt - one.lastAt) }
}

function chatView(sim: Sim, appId: string, phone: string) {
  const app = sim.books.apps.get(appId)
  const messages = sim.books.chats.of(appId, phone).filter(isOnPhone)
  if (!app?.phone) return undefined
  return {
    business: { phone: app.phone, name: app.verifiedName ?? app.name },
    unread: messages.filter(({ from, status }) => from === 'business' && status === 'delivered').length,
    lastAt: messages.at(-1)?.at ?? 0,
    messages: messages.map((message) => messageView(sim, message)),
  }
}

/** A business's message is on the phone once it was delivered; reactions are a mark on another message. */
export function isOnPhone(message: Message): boolean {
  return message.from === 'customer' || onPhone.has(message.status)
}

export function messageView(sim: Sim, message: Message): object {
  const { id, from, at, status, category, content, replyTo } = message
  const app = sim.books.apps.get(message.appId)
  return { id, chat: app?.phone, from, at, status, category, content, replyTo: quoted(sim, replyTo) }
}

function quoted(sim: Sim, id: string | undefined): string | undefined {
  if (id === undefined) return undefined
  const message = sim.books.messages.get(id) ?? sim.books.chats.byWhatsappId(id)
  if (!message) return undefined
  const { text, media, location } = message.content
  const sign = media ? signs[media.kind] : location && '📍'
  return [sign, text ?? media?.name].filter(Boolean).join(' ')
}

export function businesses(sim: Sim): object[] {
  return sim.books.apps
    .where((app) => app.live)
    .map((app) => ({ appId: app.id, app: app.name, phone: app.phone, name: app.verifiedName ?? app.name }))
}
