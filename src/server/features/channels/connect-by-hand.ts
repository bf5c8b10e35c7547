import type * as z from 'zod'
import type { ByHand } from '../../../contract/requests.ts'
import { type CountryCode, parsePhone } from '../../../rules/phone.ts'
import type { Ctx, System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import type { JobPayload } from '../../jobs/catalog.ts'
import { announce } from '../../live/announce.ts'
import { about } from '../../provider/about.ts'
import { ProviderFault, type WabaInfo } from '../../provider/port.ts'
import { Refusal } from '../../refusal.ts'
import { record } from '../audit/record.ts'
import { tellOfStuck } from '../notifications/tell-of-stuck.ts'
import { dropLease, findByHand, type Given, putByHand, settleByHand } from './by-hand-store.ts'
import { subscribeRoad } from './connect-channel.ts'
import { appInUse, findRoad, identifierInUse, releaseApp, type Road, updateConnection } from './connection-store.ts'
import { appNameOf, approve, lockForDecision } from './decide-request.ts'
import { activate } from './go-live.ts'
import { noteFault } from './road-fault.ts'
import { insertEvent } from './store.ts'

type Place = JobPayload<'channel.try-by-hand'>

/** CH-11, third way: number and credentials of an app that exists. They wait, sealed, until a job has tried them; also other
 *  credentials for a number that was connected so (CH-14). */
export const connectByHand = (ctx: Ctx, channelId: string, given: z.infer<typeof ByHand>) =>
  ctx.asSystem('channel-requests', async (tx) => {
    const request = await lockForDecision(ctx, tx, channelId)
    const { company_id: companyId, state, way } = request
    const place = { companyId, channelId }
    const identifier = parsePhone(given.number, request.country as CountryCode)
    if (identifier === null) throw invalidNumber(ctx)
    if (request.identifier !== null && request.identifier !== identifier) throw taken(identifier)
    if (await identifierInUse(tx, identifier, channelId)) throw taken(identifier)
    if (await appInUse(tx, given, channelId)) throw new Refusal('app_taken', { app: given.appName })
    if (!(way === 'hand' && (state === 'connecting' || state === 'done')))
      await approve(ctx, tx, request, 'hand', appNameOf(channelId))
    const { appId, appName } = given
    await putByHand(tx, place, {
      identifier,
      app_id: appId,
      app_name: appName,
      api_key: ctx.seal.close(given.apiKey),
      given_by: ctx.actor.userId,
    })
    const doer = { companyId, userId: ctx.actor.userId, name: ctx.actor.name }
    await record(tx, doer, 'channel.credentials_given', channelId, null, { identifier, appId, appName })
    await ctx.jobs.enqueue(tx, 'channel.try-by-hand', place, { key: channelId })
    await announce(tx, 'operators', 'requests', channelId)
    return {}
  })

/** Job `channel.try-by-hand`: the key opens the app, and the app has that number; only then anything takes effect. */
export const tryByHand = (system: System) => async (place: Place) => {
  const read = () => system.db.asSystem('channel-connect', (tx) => readBoth(tx, place))
  const { road, given } = await read()
  if (!road || !given) return
  try {
    const waba = await about(place, () => system.provider.tryKey(given.app_id, system.seal.open(given.api_key)))
    if (waba.phone !== given.identifier.slice(1)) throw wrongNumber(given, waba)
    // Something else was typed meanwhile: that has a job of its own.
    if (!(await system.db.asSystem('channel-connect', (tx) => take(tx, place, road, given)))) return
    const { road: now } = await read()
    if (now?.request_state !== 'connecting') return
    const subscription = await about(place, () => subscribeRoad(system, now))
    await activate(system, place, now, given.identifier, waba, subscription)
  } catch (error) {
    if (!(error instanceof ProviderFault)) throw error
    await system.db.asSystem('channel-connect', (tx) => refuse(system, tx, place, road, given, error))
    if (error.verdict !== 'refused') throw error
  }
}

async function readBoth(tx: Tx, place: Place) {
  return { road: await findRoad(tx, place.companyId, place.channelId), given: await findByHand(tx, place) }
}

/** The connection has the key from now on, and the app is found by it. */
async function take(tx: Tx, place: Place, before: Road, given: Given): Promise<boolean> {
  const { companyId, channelId } = place
  const { app_id, app_name, api_key } = given
  if (!(await settleByHand(tx, place, given, null))) return false
  await releaseApp(tx, { appId: app_id, appName: app_name }, channelId)
  await updateConnection(tx, companyId, channelId, { app_id, app_name, api_key, error: null, error_at: null })
  if (before.app_id !== null && before.app_id !== app_id) await dropLease(tx, channelId)
  await insertEvent(tx, { companyId, channelId, kind: 'credentials_tried', actorName: 'Gupshup' })
  await announce(tx, 'operators', 'requests', channelId)
  await announce(tx, companyId, 'channels', channelId)
  return true
}

async function refuse(system: System, tx: Tx, place: Place, road: Road, given: Given, error: ProviderFault) {
  await settleByHand(tx, place, given, error.message)
  if (road.request_state === 'connecting') {
    const fresh = await noteFault(tx, place, error)
    if (fresh && error.verdict === 'refused') await tellOfStuck(system, tx, place, error.message)
  }
  await announce(tx, 'operators', 'requests', place.channelId)
}

const taken = (identifier: string) => new Refusal('identifier_taken', { identifier })

const wrongNumber = (given: Given, waba: WabaInfo) =>
  new ProviderFault('refused', `the app has the number +${waba.phone ?? '?'}, not ${given.identifier}`)

function invalidNumber(ctx: Ctx): Refusal {
  const message =
    ctx.lang === 'es'
      ? 'Escribe un teléfono válido, con su código de país.'
      : 'Write a valid phone with its country code.'
  return new Refusal('invalid', {}, [{ field: 'number', rule: 'CH-11', message }])
}
