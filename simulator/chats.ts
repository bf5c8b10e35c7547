import type { Message } from './rows.ts'

/** Messages by (business app, customer) and by the id that WhatsApp knows them by. */
export class Chats {
  readonly #byPair = new Map<string, Message[]>()
  readonly #byCustomer = new Map<string, Set<string>>()
  readonly #byWhatsappId = new Map<string, Message>()

  add(message: Message): void {
    const pair = `${message.appId} ${message.customer}`
    const chat = this.#byPair.get(pair)
    if (chat) chat.push(message)
    else this.#byPair.set(pair, [message])
    const apps = this.#byCustomer.get(message.customer)
    if (apps) apps.add(message.appId)
    else this.#byCustomer.set(message.customer, new Set([message.appId]))
    this.#byWhatsappId.set(message.whatsappId, message)
  }

  of(appId: string, customer: string): readonly Message[] {
    return this.#byPair.get(`${appId} ${customer}`) ?? []
  }

  appsOf(customer: string): string[] {
    return [...(this.#byCustomer.get(customer) ?? [])]
  }

  byWhatsappId(id: string): Message | undefined {
    return this.#byWhatsappId.get(id)
  }

  /** When the customer last wrote, ms; undefined if never. */
  lastInboundAt(appId: string, customer: string): number | undefined {
    return this.of(appId, customer).findLast((message) => message.from === 'customer')?.at
  }
}
