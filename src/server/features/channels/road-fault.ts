import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { findRoad, updateConnection } from './connection-store.ts'
import { insertEvent } from './store.ts'

interface Place {
  companyId: string
  channelId: string
}

/** False when it stood there already, so that one fault is one line in the history, however often it is tried. */
export async function noteFault(tx: Tx, { companyId, channelId }: Place, { message }: Error): Promise<boolean> {
  const before = await findRoad(tx, companyId, channelId)
  await updateConnection(tx, companyId, channelId, { error: message, error_at: new Date() })
  await announce(tx, 'operators', 'requests', channelId)
  if (before?.error === message) return false
  await insertEvent(tx, { companyId, channelId, kind: 'error', actorName: 'Gupshup', data: { error: message } })
  await announce(tx, companyId, 'channels', channelId)
  return true
}
