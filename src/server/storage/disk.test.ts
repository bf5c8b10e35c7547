import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../tests/support/until.ts'
import { openDisk } from './disk.ts'
import { keyOf, type Storage, StorageFull, TooLarge } from './storage.ts'

const MB = 1_048_576
const base = mkdtempSync(path.join(tmpdir(), 'score-storage-'))
let folder: string
let storage: Storage
let key: string

beforeEach(async () => {
  folder = path.join(base, randomUUID())
  storage = await openDisk(folder, 2)
  key = keyOf(randomUUID(), randomUUID())
})
afterAll(() => rmSync(base, { recursive: true }))

const put = (bytes: Uint8Array, most = MB) => storage.put(key, Readable.from([bytes]), { bytes: most })
const read = async (range?: { from: number; to: number }) => buffer((await storage.open(key, range))!)
const unfinished = () => readdirSync(path.join(folder, 'unfinished'))
async function* broken() {
  yield Buffer.from('half')
  throw new Error('the line broke')
}

describe('the storage on disk', () => {
  test('keeps bytes, tells their sum, gives all or a range of them, and forgets them', async () => {
    const bytes = randomBytes(100_000)
    expect(await put(bytes)).toEqual({
      bytes: 100_000,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    expect((await read()).equals(bytes)).toBe(true)
    expect((await read({ from: 10, to: 19 })).equals(bytes.subarray(10, 20))).toBe(true)
    await storage.remove(key)
    await storage.remove(key)
    expect(await storage.open(key)).toBeNull()
  })

  test('holds the newer bytes when the same key is put again', async () => {
    await put(Buffer.from('antes'))
    await put(Buffer.from('después'))
    expect((await read()).toString()).toBe('después')
  })

  test('shows nothing of what broke off, was too large or was cut short by the end, and leaves nothing behind', async () => {
    await expect(storage.put(key, Readable.from(broken()), { bytes: MB })).rejects.toThrow('the line broke')
    await expect(put(randomBytes(101), 100)).rejects.toThrow(TooLarge)
    const endless = new Readable({ read: () => undefined })
    endless.push('something')
    const cut = expect(storage.put(key, endless, { bytes: MB })).rejects.toThrow('closed')
    await until('it has begun', () => unfinished().length > 0)
    await storage.close()
    await cut
    await expect(put(Buffer.from('tarde'))).rejects.toThrow('closed')
    expect([unfinished(), await storage.open(key)]).toEqual([[], null])
  })

  test('keeps what was there while a newer one breaks off', async () => {
    await put(Buffer.from('entero'))
    await expect(storage.put(key, Readable.from(broken()), { bytes: MB })).rejects.toThrow()
    expect((await read()).toString()).toBe('entero')
  })

  test('says clearly that it is full, whoever filled it, and takes more once there is room', async () => {
    const ballast = path.join(folder, 'ballast')
    writeFileSync(ballast, randomBytes(2 * MB - 1000))
    await expect(put(randomBytes(2000))).rejects.toThrow(StorageFull)
    let asked = false
    const source = new Readable({ read: () => (asked = true) })
    await expect(storage.put(key, source, { bytes: MB, expected: 2000 })).rejects.toThrow(StorageFull)
    expect([asked, source.destroyed, unfinished()]).toEqual([false, true, []])
    rmSync(ballast)
    await until('the room is seen', async () => (await storage.free()) > MB)
    expect((await put(randomBytes(2000))).bytes).toBe(2000)
  })

  test('takes no path from outside', async () => {
    for (const bad of ['../x', 'a/b', `${key}/../../x`, `/${key}`, `${key}\0`])
      await expect(storage.open(bad)).rejects.toThrow('not a key')
  })

  test('tidies what a crash left: old unfinished files, and old files that nobody names', async () => {
    const old = new Date(Date.now() - 2 * 86_400_000)
    const [kept, lost] = [keyOf(randomUUID(), randomUUID()), keyOf(randomUUID(), randomUUID())]
    for (const each of [kept, lost, key]) await storage.put(each, Readable.from(['x']), { bytes: 10 })
    for (const each of [kept, lost]) utimesSync(path.join(folder, each), old, old)
    for (const name of ['old', 'new']) writeFileSync(path.join(folder, 'unfinished', name), 'x')
    utimesSync(path.join(folder, 'unfinished', 'old'), old, old)
    const asked: string[] = []
    const { removed } = await storage.tidy((keys) => {
      asked.push(...keys)
      return Promise.resolve(new Set([kept]))
    })
    expect([removed, asked.toSorted(), unfinished()]).toEqual([2, [kept, lost].toSorted(), ['new']])
    expect([kept, lost, key].map((each) => existsSync(path.join(folder, each)))).toEqual([true, false, true])
  })
})
