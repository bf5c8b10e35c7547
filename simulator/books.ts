import { EventEmitter } from 'node:events'
import { Chats } from './chats.ts'
import type * as rows from './rows.ts'
import { StateFile } from './state-file.ts'
import { Table } from './table.ts'

/** All that the simulator remembers. Without a state file it forgets at close. */
export class Books {
  readonly #file: StateFile | undefined
  readonly apps: Table<rows.App>
  readonly partnerTokens: Table<rows.PartnerToken>
  readonly accessTokens: Table<rows.AccessToken>
  readonly links: Table<rows.SignUpLink>
  readonly subscriptions: Table<rows.Subscription>
  readonly templates: Table<rows.Template>
  readonly messages: Table<rows.Message>
  readonly customers: Table<rows.Customer>
  readonly ledger: Table<rows.Send>
  readonly media: Table<rows.Media>
  readonly deliveries: Table<rows.Delivery>
  readonly chats = new Chats()
  /** Emits `phone` (number, what happened), `businesses` and `customers`. */
  readonly changes = new EventEmitter().setMaxListeners(0)

  constructor(stateFile?: string) {
    this.#file = stateFile === undefined ? undefined : new StateFile(stateFile)
    const journal = this.#file?.append ?? (() => {})
    this.apps = new Table('apps', (app) => app.id, journal)
    this.partnerTokens = new Table('partnerTokens', (token) => token.token, journal)
    this.accessTokens = new Table('accessTokens', (token) => token.token, journal)
    this.links = new Table('links', (link) => link.token, journal)
    this.subscriptions = new Table('subscriptions', (subscription) => subscription.id, journal)
    this.templates = new Table('templates', (template) => template.id, journal)
    this.messages = new Table('messages', (message) => message.id, journal)
    this.customers = new Table('customers', (customer) => customer.phone, journal)
    this.ledger = new Table('sends', (send) => send.messageId, journal)
    this.media = new Table('media', (media) => media.id, journal)
    this.deliveries = new Table('deliveries', (delivery) => delivery.id, journal)
    this.#file?.open([
      this.apps,
      this.partnerTokens,
      this.accessTokens,
      this.links,
      this.subscriptions,
      this.templates,
      this.messages,
      this.customers,
      this.ledger,
      this.media,
      this.deliveries,
    ])
    for (const message of this.messages.all()) this.chats.add(message)
  }

  /** Every accepted send, oldest first. */
  get sends(): rows.Send[] {
    return this.ledger.all()
  }

  appNamed(name: string): rows.App | undefined {
    return this.apps.find((app) => app.name === name)
  }

  liveAppAt(phone: string): rows.App | undefined {
    return this.apps.find((app) => app.live && app.phone === phone)
  }

  templatesOf(appId: string): rows.Template[] {
    return this.templates.where((template) => template.appId === appId)
  }

  subscriptionsOf(appId: string): rows.Subscription[] {
    return this.subscriptions.where((subscription) => subscription.appId === appId)
  }

  putMessage(message: rows.Message): rows.Message {
    if (!this.messages.get(message.id)) this.chats.add(message)
    this.messages.put(message)
    this.changes.emit('phone', message.customer, { message: message.id })
    return message
  }

  customer(phone: string, name = `+${phone}`): rows.Customer {
    const known = this.customers.get(phone)
    if (known) return known
    const customer = this.customers.put({ phone, name })
    this.changes.emit('customers')
    return customer
  }

  close(): void {
    this.#file?.close()
  }
}
