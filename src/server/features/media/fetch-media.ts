import { fileTypeFromBuffer } from 'file-type'
import { buffer } from 'node:stream/consumers'
import type { System } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announceAll, announcementText } from '../../live/announce.ts'
import { metrics } from '../../metrics.ts'
import { about } from '../../provider/about.ts'
import { keyOf, type Put, type Storage } from '../../storage/storage.ts'
import { appOf } from '../channels/app-of.ts'
import { judgeFault } from './judge-fault.ts'
import { claimDue, type DueFile, hold, markNotStored, markStored, placesOf, waitForRoom } from './store.ts'

/** Together they stay below the two minutes after which a job counts as dead. */
const SHIFT_MS = 20_000
const DOWNLOAD_MS = 90_000
/** Said again and again while it is being fetched: who does not say so any more is dead. */
const HELD_SECONDS = 30
const FULL_SECONDS = 60
const MB = 1_048_576
/** What every container says of itself stands in its first bytes. */
const TELLING_BYTES = 65_536
/** A next try that is sooner than the clock wakes the job has a job of its own. */
const SOON_SECONDS = 60

/** Job `media.fetch`: what is due, one after the other, until nothing is or its shift ends. Two of them run in a process. */
export const fetchMedia = (system: System) => async (): Promise<void> => {
  const { db, storage, jobs } = system
  const end = performance.now() + SHIFT_MS
  while (performance.now() < end) {
    if ((await storage.free()) <= 0) return postponeAll(system)
    const file = await db.asSystem('media', (tx) => claimDue(tx, HELD_SECONDS))
    if (file === undefined) return
    await fetchOne(system, file)
  }
  await db.asSystem('media', (tx) => jobs.enqueue(tx, 'media.fetch', {}))
}

async function fetchOne(system: System, file: DueFile): Promise<void> {
  const { db, jobs, log, storage } = system
  const { companyId, id } = file
  const key = keyOf(companyId, id)
  const holding = setInterval(
    () => void db.asSystem('media', (tx) => hold(tx, file, HELD_SECONDS)).catch(() => undefined),
    (HELD_SECONDS * 1000) / 3,
  )
  try {
    const put = await download(system, file, key)
    const type = await typeOf(storage, key)
    await db.inTenant(companyId, async (tx) => {
      await markStored(tx, file, { ...put, key, type })
      await announceMessages(tx, companyId, [file.messageId])
    })
    metrics.media.inc({ outcome: 'stored' })
  } catch (error) {
    const judged = judgeFault(error, file.tries, file.secondsLeft)
    log[judged.reason === 'internal' ? 'error' : 'info'](
      { err: error, mediaId: id, ...judged },
      'a file is not here yet',
    )
    await db.inTenant(companyId, async (tx) => {
      await markNotStored(tx, file, judged)
      if (judged.reason !== file.error) await announceMessages(tx, companyId, [file.messageId])
      const soon = judged.state === 'waiting' && judged.afterSeconds < SOON_SECONDS
      if (soon) await jobs.enqueue(tx, 'media.fetch', {}, { afterSeconds: Math.ceil(judged.afterSeconds) })
    })
    metrics.media.inc({ outcome: judged.state === 'waiting' ? 'again' : judged.state })
  } finally {
    clearInterval(holding)
  }
}

async function download({ db, provider, storage, config }: System, file: DueFile, key: string): Promise<Put> {
  const { companyId, channelId, messageId, url } = file
  const app = await db.inTenant(companyId, (tx) => appOf(tx, companyId, channelId))
  const bounds = { bytes: config.MEDIA_MAX_MB * MB, withinMs: DOWNLOAD_MS }
  return about({ companyId, channelId, messageId }, async () => {
    const got = await provider.downloadMedia(app, { url }, bounds)
    return storage.put(key, got.body, { ...bounds, expected: got.length })
  })
}

/** By the bytes; what was declared, or how the file is called, says nothing. */
async function typeOf(storage: Storage, key: string): Promise<string | null> {
  const head = await storage.open(key, { from: 0, to: TELLING_BYTES - 1 })
  const found = head && (await fileTypeFromBuffer(await buffer(head)))
  return found?.mime.split(';')[0] ?? null
}

/** While there is no room nothing is fetched, only to be thrown away. */
async function postponeAll({ db, log }: System): Promise<void> {
  await db.asSystem('media', async (tx) => {
    const told = await waitForRoom(tx, FULL_SECONDS)
    for (const [companyId, files] of Map.groupBy(told, (f) => f.companyId)) {
      log.error({ companyId, files: files.length }, 'the storage is full: files wait')
      await announceMessages(
        tx,
        companyId,
        files.map((f) => f.messageId),
      )
    }
  })
}

export async function announceMessages(tx: Tx, companyId: string, messageIds: string[]): Promise<void> {
  const places = await placesOf(tx, companyId, messageIds)
  await announceAll(tx, new Set(places.map((id) => announcementText(companyId, 'messages', id))))
}
