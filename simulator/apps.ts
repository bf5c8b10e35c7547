import { randomUUID } from 'node:crypto'
import { accountVerified, live } from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { digits } from './random.ts'
import type { App } from './rows.ts'
import type { Sim } from './sim.ts'

export function newApp(sim: Sim, name: string): App {
  const now = sim.now()
  return {
    id: randomUUID(),
    name,
    customerId: `4${digits(sim.random, 9)}`,
    token: `sk_${randomUUID().replaceAll('-', '')}`,
    apiKey: randomUUID().replaceAll('-', ''),
    live: false,
    phoneNumberId: digits(sim.random, 15),
    profile: {},
    about: '',
    wallet: { currency: 'USD', currentBalance: 50, overDraftLimit: -20 },
    createdOn: now,
    modifiedOn: now,
  }
}

/** Gives the app its number, as the end of a sign-up does. */
export function connect(sim: Sim, app: App, phone: string, verifiedName: string): void {
  Object.assign(app, { phone, verifiedName, live: true, modifiedOn: sim.now() })
  app.wabaId = digits(sim.random, 15)
  app.namespace = randomUUID().replaceAll('-', '_')
  sim.books.apps.put(app)
  sim.books.changes.emit('businesses')
}

export function tellGoLive(sim: Sim, app: App): void {
  sim.delivery.emit(app, 'ACCOUNT', { v2: (now) => live(now, app) }, { kind: 'account', status: 'live' })
  const verified = {
    v2: (now: number) => accountVerified(now, app),
    v3: (now: number) => v3.accountVerified(now, app),
  }
  sim.delivery.emit(app, 'ACCOUNT', verified, { kind: 'account', status: 'ACCOUNT_VERIFIED' })
}

/** The first number of the invented range +51 900 000 xxx that no live app has. */
export function freePhone(sim: Sim): string {
  for (let last = 101; last < 1000; last += 1) {
    const phone = `51900000${last}`
    if (!sim.books.liveAppAt(phone)) return phone
  }
  return `519${digits(sim.random, 8)}`
}
