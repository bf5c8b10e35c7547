import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault } from '../../provider/port.ts'
import { record } from '../audit/record.ts'
import { tell } from '../notifications/tell.ts'
import { activateChannel, findRoad, listUnfinishedRoads, type Road, updateConnection } from './connection-store.ts'
import { lockRequest, moveRequest } from './request-store.ts'
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
    take: async ({ provider, config, seal }, road) => {
      const made = await provider.subscribe(road.app_id!, {
        url: `${config.PUBLIC_URL}/hooks/gupshup/${road.hook_key}`,
        tag: 'score',
        secretHeaders: { 'x-score-secret': seal.open(road.hook_secret) },
      })
      return { subscription_id: made.subscriptionId, hook_secret_carried: made.headersCarried }
    },
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
    isDone: (road) => road.sign_up_link !== null && road.sign_up_link_expires_at! > new Date(),
    take: async ({ provider, config }, road) => {
      const made = await provider.embedLink(road.app_id!, {
        user: config.PLATFORM_NAME,
        language: 'es',
        regenerate: road.sign_up_link_expires_at !== null,
      })
      return { sign_up_link: made.link, sign_up_link_expires_at: made.expiresAt }
    },
  },
]

/** Job `channel.connect`: goes on from wherever the road stands, as far as it can. */
export const connectChannel = (system: System) => async (place: Place) => {
  const { companyId, channelId } = place
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => system.db.asSystem('channel-connect', work)
  const read = () => inTx((tx) => findRoad(tx, companyId, channelId))
  try {
    for (let road = await read(); road?.request_state === 'connecting'; road = await read()) {
      const next = steps.find((step) => !step.isDone(road))
      if (next && !(await about(place, () => isLive(system, road)))) {
        const change = await about(place, () => next.take(system, road))
        await inTx((tx) => keep(tx, place, next.kind, change))
      } else {
        await about(place, () => goLive(system, place, road))
        return
      }
    }
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    await inTx((tx) => keep(tx, place, 'error', { error: error.message, error_at: new Date() }))
    // What was refused stays refused until a person has looked at it; the rest is tried again.
    if (error.verdict !== 'refused') throw error
  }
}

/** A number may be connected while the link is being looked at: then no new link is asked for. */
const isLive = async ({ provider }: System, road: Road) =>
  road.app_id !== null && road.sign_up_link !== null && ((await provider.findApp(road.app_name))?.live ?? false)

async function goLive(system: System, { companyId, channelId }: Place, road: Road): Promise<void> {
  const app = await system.provider.findApp(road.app_name)
  if (!app?.live || app.phone === undefined) return
  const waba = await system.provider.wabaInfo(app.appId)
  const identifier = `+${app.phone.replace(/\D/g, '')}`
  await system.db.asSystem('channel-connect', async (tx) => {
    await activateChannel(tx, companyId, channelId, identifier)
    await moveRequest(tx, await lockRequest(tx, channelId), 'go_live')
    await tx
      .updateTable('channel')
      .set({ quality: waba.phoneQuality ?? null, messaging_limit: waba.messagingLimit ?? null })
      .where('company_id', '=', companyId)
      .where('id', '=', channelId)
      .execute()
    await keep(
      tx,
      { companyId, channelId },
      'live',
      { live_at: new Date(), waba_id: waba.wabaId ?? null },
      { identifier },
    )
    await record(tx, { companyId, userId: null, name: system.config.PROVIDER_NAME }, 'channel.live', channelId, null, {
      identifier,
    })
    const data = { channelId, businessName: road.business_name, identifier }
    await tell(system, tx, { userIds: [road.requested_by], companyId, kind: 'channel_active', data })
    await system.jobs.enqueue(tx, 'template.reconcile', { companyId, channelId }, { key: channelId })
  })
}

async function keep(
  tx: Tx,
  { companyId, channelId }: Place,
  kind: Step['kind'] | 'live' | 'error',
  change: Change,
  data: Record<string, unknown> = {},
): Promise<void> {
  await updateConnection(tx, companyId, channelId, { error: null, ...change })
  await insertEvent(tx, {
    companyId,
    channelId,
    kind,
    actorName: 'Gupshup',
    data: kind === 'error' ? { error: change.error } : data,
  })
  await announce(tx, 'operators', 'requests', channelId)
  await announce(tx, companyId, 'channels', channelId)
}

/** Job `channel.connect-all`: the go-live event may be lost, so every unfinished road is looked at now and then. */
export const connectAllChannels = (system: System) => async () => {
  await system.db.asSystem('channel-connect', async (tx) => {
    for (const { company_id: companyId, channel_id: channelId } of await listUnfinishedRoads(tx)) {
      await system.jobs.enqueue(tx, 'channel.connect', { companyId, channelId }, { key: channelId })
    }
  })
}
