import { LINK_LIFE_MS } from '../../../rules/sign-up-link.ts'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { type AppState, ProviderFault } from '../../provider/port.ts'
import { tellOfStuck } from '../notifications/tell-of-stuck.ts'
import { findRoad, listUnfinishedRoads, type Road, updateConnection } from './connection-store.ts'
import { goLive } from './go-live.ts'
import { noteFault } from './road-fault.ts'
import { insertEvent } from './store.ts'

type Place = JobPayload<'channel.connect'>
type Change = Parameters<typeof updateConnection>[3]

interface Step {
  kind: 'app_created' | 'subscribed' | 'contact_set' | 'link_made'
  isDone(road: Road): boolean
  /** Asks the provider and answers with what is to be kept. Repeating it does no harm. */
  take(system: System, road: Road): Promise<Change>
}

/** CH-11: the Partner road, in order. What each step brought is kept before the next one begins. */
const steps: readonly Step[] = [
  {
    kind: 'app_created',
    isDone: (road) => road.app_id !== null,
    take: async ({ provider }, road) => ({ app_id: (await provider.createApp(road.app_name)).appId }),
  },
  {
    kind: 'subscribed',
    isDone: (road) => road.subscription_id !== null,
    take: subscribeRoad,
  },
  {
    kind: 'contact_set',
    isDone: (road) => road.contact_set_at !== null,
    take: async ({ provider }, road) => {
      const name = `${road.person_first_name} ${road.person_last_name}`
      await provider.setContact(road.app_id!, { name, email: road.person_email, phone: road.person_phone.slice(1) })
      return { contact_set_at: new Date() }
    },
  },
  {
    kind: 'link_made',
    // One that expired stays until another is asked for: they are counted.
    isDone: (road) => road.sign_up_link !== null,
    take: makeLink,
  },
]

/** The provider's events come to our door from then on; also the third way's (ST-5). */
export async function subscribeRoad({ provider, config, seal }: System, road: Road): Promise<Change> {
  const made = await provider.subscribe(road.app_id!, {
    url: `${config.PUBLIC_URL}/hooks/gupshup/${road.hook_key}`,
    tag: 'score',
    secretHeaders: { 'x-score-secret': seal.open(road.hook_secret) },
  })
  return { subscription_id: made.subscriptionId, hook_secret_carried: made.headersCarried }
}

/** The link that there is may be what an earlier try made whose answer was lost; only else it is made anew. */
async function makeLink({ provider, config }: System, road: Road): Promise<Change> {
  const ask = (regenerate: boolean) =>
    provider.embedLink(road.app_id!, { user: config.PLATFORM_NAME, language: road.lang, regenerate })
  const standing = await ask(false).catch(orNone)
  const made = standing === null || standing.link === road.replaced_link ? await ask(true) : standing
  const expires = new Date(Date.now() + LINK_LIFE_MS)
  return { sign_up_link: made.link, sign_up_link_expires_at: expires, links_made: road.links_made + 1 }
}

/** An expired link is none; the provider says so in a refusal. */
function orNone(fault: unknown): null {
  if (fault instanceof ProviderFault && fault.verdict === 'refused' && /expired/i.test(fault.message)) return null
  throw fault
}

/** Job `channel.connect`: goes on from wherever the road stands, as far as it can. */
export const connectChannel = (system: System) => async (place: Place) => {
  const { companyId, channelId } = place
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => system.db.asSystem('channel-connect', work)
  const read = () => inTx((tx) => findRoad(tx, companyId, channelId))
  try {
    for (let road = await read(); road && isOpen(road); road = await read()) {
      const next = steps.find((step) => !step.isDone(road))
      const live = await about(place, () => findLive(system, road))
      if (live || !next) {
        if (live) await about(place, () => goLive(system, place, road, live))
        return
      }
      const change = await about(place, () => next.take(system, road))
      await inTx((tx) => keep(tx, place, next.kind, change))
    }
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    await inTx(async (tx) => {
      const stuck = error.verdict === 'refused'
      const fresh = await noteFault(tx, place, error)
      if (stuck && fresh) await tellOfStuck(system, tx, place, error.message)
    })
    // What was refused stays refused until a person has looked at it; the rest is tried again.
    if (error.verdict !== 'refused') throw error
  }
}

const isOpen = (road: Road) => road.request_state === 'connecting' && road.way !== 'hand'

/** A number may be connected while the link is being looked at: then no new link is asked for. */
async function findLive({ provider }: System, road: Road): Promise<AppState | null> {
  if (road.subscription_id === null || road.contact_set_at === null) return null
  if (road.sign_up_link === null && road.links_made === 0) return null
  const app = await provider.findApp(road.app_name)
  return app?.live && app.phone !== undefined ? app : null
}

async function keep(tx: Tx, { companyId, channelId }: Place, kind: Step['kind'], change: Change): Promise<void> {
  await updateConnection(tx, companyId, channelId, { error: null, error_at: null, ...change })
  await insertEvent(tx, { companyId, channelId, kind, actorName: 'Gupshup' })
  await announce(tx, 'operators', 'requests', channelId)
  await announce(tx, companyId, 'channels', channelId)
}

/** Job `channel.connect-all`: the go-live event may be lost, so every unfinished road is looked at now and then. */
export const connectAllChannels = (system: System) => async () => {
  await system.db.asSystem('channel-connect', async (tx) => {
    for (const { company_id: companyId, channel_id: channelId, way } of await listUnfinishedRoads(tx)) {
      const job = way === 'hand' ? 'channel.try-by-hand' : 'channel.connect'
      await system.jobs.enqueue(tx, job, { companyId, channelId }, { key: channelId })
    }
  })
}
