import { limitWord } from '../../../rules/interruption.ts'
import type { System } from '../../context.ts'
import { announce } from '../../live/announce.ts'
import type { AppState, WabaInfo } from '../../provider/port.ts'
import { record } from '../audit/record.ts'
import { tellOfStuck } from '../notifications/tell-of-stuck.ts'
import { tellRequester } from '../notifications/tell-requester.ts'
import { sendWholeProfile } from './push-profile.ts'
import { activateChannel, identifierInUse, type Road, updateConnection } from './connection-store.ts'
import { lockRequest, moveRequest } from './request-store.ts'
import { noteFault } from './road-fault.ts'
import { insertEvent } from './store.ts'

interface Place {
  companyId: string
  channelId: string
}

/** CH-12: from then on the channel is Activo. One transaction, and a second time it does nothing. */
export async function goLive(system: System, place: Place, road: Road, app: AppState): Promise<void> {
  const waba = await system.provider.wabaInfo(app.appId)
  await activate(system, place, road, `+${app.phone!.replaceAll(/\D/g, '')}`, waba)
}

export async function activate(
  system: System,
  place: Place,
  road: Road,
  identifier: string,
  waba: WabaInfo,
  connection: Parameters<typeof updateConnection>[3] = {},
): Promise<void> {
  const { companyId, channelId } = place
  await system.db.asSystem('channel-connect', async (tx) => {
    const request = await lockRequest(tx, channelId)
    if (request.state !== 'connecting' || request.deleted_at !== null) return
    if (await identifierInUse(tx, identifier, channelId)) {
      const fault = new Error(`${identifier} belongs to another channel`)
      if (await noteFault(tx, place, fault)) await tellOfStuck(system, tx, place, fault.message)
      return
    }
    await moveRequest(tx, request, 'go_live')
    const figures = { quality: waba.phoneQuality ?? null, messaging_limit: limitWord(waba.messagingLimit) }
    await activateChannel(tx, companyId, channelId, { identifier, ...figures })
    const told = { error: null, error_at: null, live_at: new Date(), waba_id: waba.wabaId ?? null }
    await updateConnection(tx, companyId, channelId, { ...told, ...connection })
    await insertEvent(tx, { companyId, channelId, kind: 'live', actorName: 'Gupshup', data: { identifier } })
    const doer = { companyId, userId: null, name: system.config.PROVIDER_NAME }
    await record(tx, doer, 'channel.live', channelId, null, { identifier, way: road.way })
    await tellRequester(system, tx, request, 'channel_active', { identifier })
    await system.jobs.enqueue(tx, 'template.reconcile', place, { key: channelId })
    // An app that was there before has templates of its own (CH-11).
    const by = { ...place, userId: request.requested_by, userName: doer.name }
    if (road.way === 'hand') await system.jobs.enqueue(tx, 'template.adopt', by, { key: channelId })
    await sendWholeProfile(system, tx, place)
    await system.jobs.enqueue(tx, 'channel.check', place, { key: channelId })
    await announce(tx, 'operators', 'requests', channelId)
    await announce(tx, companyId, 'channels', channelId)
  })
}
