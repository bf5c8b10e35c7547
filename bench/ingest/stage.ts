import { makeLine, makePlace } from '../rig/arrange.ts'
import { makeContacts, makeMessages } from '../rig/bulk.ts'
import type { Rig } from '../rig/rig.ts'
import type { ServerOptions } from '../rig/server.ts'
import type { Stage } from './run.ts'

const CONTACTS = 10_000
const TARGETS = 1_000_000

/** A server, one line, ten thousand known contacts, and the outgoing messages whose statuses will come. */
export async function openStage(rig: Rig, scale: number, options: ServerOptions = {}): Promise<Stage> {
  const server = await rig.startServer(options)
  const place = await makePlace(rig)
  const line = await makeLine(rig, place)
  const contacts = Math.max(100, Math.round(CONTACTS * Math.min(1, scale)))
  await makeContacts(rig, place, line, contacts)
  await makeMessages(rig, line, { from: 0, to: Math.round(TARGETS * scale), contacts, as: 'accepted' })
  await rig.sql('vacuum (analyze)')
  return { rig, server, line, contacts, used: { runs: 0, targets: 0 } }
}
