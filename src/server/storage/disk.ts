import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { filesIn, roomIn } from './quota.ts'
import { type Put, type Storage, StorageFull, TooLarge } from './storage.ts'

const KEY = /^[\da-f-]{36}\/[\da-f]{2}\/[\da-f-]{36}$/
const UNFINISHED = 'unfinished'
/** No file takes that long to come. */
const UNFINISHED_MS = 3_600_000
/** Long enough for what was written to be written down too. */
const UNCLAIMED_MS = 86_400_000
const ASKED_AT_ONCE = 500

/** Files in a folder of this machine, or one that all its processes share. A file is written under another name, brought to
 *  the disk, and only then given its own. */
export async function openDisk(folder: string, quotaMb?: number): Promise<Storage> {
  const unfinished = path.join(folder, UNFINISHED)
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const room = roomIn(folder, quotaMb === undefined ? Infinity : quotaMb * 1_048_576)
  const coming = new Set<Readable>()
  let closed = false

  const placeOf = (key: string) => {
    if (!KEY.test(key)) throw new Error(`not a key: ${key}`)
    return path.join(folder, key)
  }

  async function write(name: string, source: Readable, most: number): Promise<Put> {
    await using file = await open(name, 'wx', 0o600)
    const digest = createHash('sha256')
    let bytes = 0
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > most) throw new TooLarge(most)
      if ((await room.free()) < chunk.length) throw new StorageFull()
      digest.update(chunk)
      await file.writeFile(chunk)
      room.wrote(chunk.length)
    }
    await file.sync()
    return { bytes, sha256: digest.digest('hex') }
  }

  return {
    async put(key, source, bounds) {
      const place = placeOf(key)
      const draft = path.join(unfinished, randomUUID())
      coming.add(source)
      try {
        if (closed) throw new Error('the storage is closed')
        if ((await room.free()) < (bounds.expected ?? 0)) throw new StorageFull()
        const put = await write(draft, source, bounds.bytes)
        await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
        await rename(draft, place)
        await bringToDisk(path.dirname(place))
        return put
      } catch (error) {
        await rm(draft, { force: true })
        throw isFull(error) ? new StorageFull(error) : error
      } finally {
        coming.delete(source)
        source.destroy()
      }
    },
    async open(key, range) {
      const file = await open(placeOf(key), 'r').catch(unlessMissing)
      if (file === null) return null
      return createReadStream('', { fd: file, ...(range && { start: range.from, end: range.to }) })
    },
    async remove(key) {
      await rm(placeOf(key), { force: true })
    },
    free: () => room.free(),
    async tidy(kept) {
      let removed = 0
      const drop = async (file: string) => {
        await rm(file, { force: true })
        removed++
      }
      for await (const file of filesIn(unfinished)) if (await isOlder(file, UNFINISHED_MS)) await drop(file)
      for await (const keys of inBites(oldKeys(folder))) {
        const known = await kept(keys)
        for (const key of keys) if (!known.has(key)) await drop(path.join(folder, key))
      }
      return { removed }
    },
    async close() {
      closed = true
      for (const source of coming) source.destroy(new Error('the storage is closed'))
    },
  }
}

/** A rename is lasting once its folder is. */
async function bringToDisk(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}

const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

async function isOlder(file: string, ms: number): Promise<boolean> {
  const known = await stat(file).catch(unlessMissing)
  return known !== null && known.mtimeMs < Date.now() - ms
}

async function* oldKeys(folder: string): AsyncGenerator<string> {
  for await (const file of filesIn(folder)) {
    const key = path.relative(folder, file)
    if (KEY.test(key) && (await isOlder(file, UNCLAIMED_MS))) yield key
  }
}

async function* inBites(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let bite: string[] = []
  for await (const key of keys) {
    if (bite.push(key) < ASKED_AT_ONCE) continue
    yield bite
    bite = []
  }
  if (bite.length > 0) yield bite
}
