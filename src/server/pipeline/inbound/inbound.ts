import type { FastifyInstance } from 'fastify'
import type { System } from '../../context.ts'
import type { Process } from '../process.ts'
import { openDoor, type WebhookReader } from './door.ts'
import { laneWork } from './handle-batch.ts'
import { openIntake } from './intake.ts'
import { openLanes } from './lanes.ts'
import { takeOver } from './recover.ts'
import { releaseLeasesOf } from '../outbound/outbox-store.ts'

const RECOVER_EVERY_MS = 5000

export interface Inbound {
  door: (app: FastifyInstance) => void
  /** Handles what dead processes left, before the door opens and then now and again. */
  recover(): Promise<void>
  close(): Promise<void>
}

/** The inbound path: door → group commit → lanes. */
export function openInbound({ db, jobs, seal, log }: System, process: Process, reader: WebhookReader): Inbound {
  const lanes = openLanes(1, laneWork(db, jobs.enqueue), log)
  const intake = openIntake(db, process.id, (fresh) => lanes.push(fresh))
  const parse = (raw: string) => reader.parse(JSON.parse(raw), { text: raw })

  const recover = () =>
    process.forEachDead(async (dead) => {
      const left = await takeOver(db, dead, process.id, parse)
      if (left.length > 0) log.info({ events: left.length, dead }, 'inbound: took over from a process that died')
      lanes.push(left)
      await db.asSystem('outbound', (tx) => releaseLeasesOf(tx, dead))
    })
  const timer = setInterval(
    () => void recover().catch((err: unknown) => log.warn({ err }, 'inbound: recovery')),
    RECOVER_EVERY_MS,
  )
  timer.unref()

  return {
    door: (app) => openDoor(app, db, seal, intake, reader),
    recover,
    async close() {
      clearInterval(timer)
      await intake.close()
      await lanes.close()
    },
  }
}
