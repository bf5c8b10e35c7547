import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeMedia } from './judge-media.ts'
import { oggCrc, samplesOf, writeOggOpus } from './ogg.ts'
import { readWebmOpus } from './webm.ts'

/** Recorded by Chromium: 2.58 seconds, mono. */
const recorded = new Uint8Array(readFileSync(new URL('../../../tests/support/voice.webm', import.meta.url)))
const judged = (bytes: Uint8Array) =>
  judgeMedia(bytes, { fileName: 'voz.ogg', declaredType: 'audio/ogg' }, 'AUDIO', 'es', 'chat')

interface Page {
  flags: number
  granule: number
  serial: number
  number: number
  packets: number[][]
}

/** A reader of its own, by the words of RFC 3533. */
function pagesOf(file: Uint8Array): Page[] {
  const pages: Page[] = []
  for (let at = 0; at < file.length;) {
    const view = new DataView(file.buffer, file.byteOffset + at)
    expect(String.fromCharCode(...file.subarray(at, at + 4))).toBe('OggS')
    const table = file.subarray(at + 27, at + 27 + file[at + 26]!)
    const packets: number[][] = [[]]
    let from = at + 27 + table.length
    for (const size of table) {
      packets.at(-1)!.push(...file.subarray(from, from + size))
      from += size
      if (size < 255) packets.push([])
    }
    expect(packets.pop()).toEqual([])
    const page = Uint8Array.from(file.subarray(at, from))
    page.fill(0, 22, 26)
    expect(view.getUint32(22, true)).toBe(slowCrc(page))
    pages.push({
      flags: file[at + 5]!,
      granule: Number(view.getBigUint64(6, true)),
      serial: view.getUint32(14, true),
      number: view.getUint32(18, true),
      packets,
    })
    at = from
  }
  return pages
}

/** Bit by bit, with no table. */
function slowCrc(bytes: Uint8Array): number {
  let sum = 0n
  for (const byte of bytes)
    for (let bit = 7; bit >= 0; bit--) {
      const top = (sum >> 31n) & 1n
      sum = (sum << 1n) & 0xffffffffn
      if (top !== (BigInt(byte >> bit) & 1n)) sum ^= 0x04c11db7n
    }
  return Number(sum)
}

test('WS-5 MED-04 what a browser recorded becomes Ogg with every packet of it, and WhatsApp takes it', () => {
  const track = readWebmOpus(recorded)!
  expect(track.packets).toHaveLength(43)
  const file = writeOggOpus(track, 0xfeedbeef)
  const [head, tags, ...sound] = pagesOf(file)
  expect(head).toMatchObject({ flags: 2, granule: 0, number: 0, packets: [[...track.head]] })
  expect(String.fromCharCode(...tags!.packets[0]!.slice(0, 8))).toBe('OpusTags')
  expect(sound.flatMap(({ packets }) => packets)).toEqual(track.packets.map((packet) => [...packet]))
  expect(sound.at(-1)).toMatchObject({ flags: 4, granule: 2.58 * 48_000, serial: 0xfeedbeef })
  expect(judged(file)).toMatchObject({ media: { kind: 'audio', mime: 'audio/ogg' }, findings: [] })
})

test('MED-04 the recording itself, Ogg with something else in it, and Opus in stereo are refused with what is asked for', () => {
  const [found] = judgeMedia(recorded, { fileName: 'voz.webm' }, 'AUDIO', 'es', 'chat').findings
  expect(found).toMatchObject({
    rule: 'MED-12',
    message: 'Es un video WebM o MKV; aquí va un audio OGG (Opus), MP3, M4A, AAC o AMR de hasta 16 MB.',
  })
  const mono = writeOggOpus(readWebmOpus(recorded)!, 1)
  const stereo = mono.with(28 + 9, 2)
  const vorbis = mono.with(28, 1)
  for (const [file, word] of [
    [stereo, 'estéreo'],
    [vorbis, 'no está en Opus'],
  ] as const)
    expect(judged(file).findings[0]).toMatchObject({ rule: 'MED-04', message: expect.stringContaining(word) })
})

test('WS-5 pages hold whole packets in order, never more than 255 parts, and their time never runs back', () => {
  const packet = fc.uint8Array({ minLength: 1, maxLength: 1500 })
  fc.assert(
    fc.property(
      fc.array(packet, { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 0, max: 0xffffffff }),
      (packets, serial) => {
        const pages = pagesOf(writeOggOpus({ head: new Uint8Array(19), packets }, serial))
        expect(pages.slice(2).flatMap((page) => page.packets)).toEqual(packets.map((each) => [...each]))
        expect(pages.map(({ number }) => number)).toEqual(pages.map((_, at) => at))
        expect(pages.at(-1)!.granule).toBe(packets.reduce((sum, each) => sum + samplesOf(each), 0))
        expect(pages.every(({ granule }, at) => at === 0 || granule >= pages[at - 1]!.granule)).toBe(true)
        expect(pages.map(({ flags }) => flags & 4).indexOf(4)).toBe(pages.length - 1)
      },
    ),
    { numRuns: 60 },
  )
})

test('WS-5 whatever a recording is cut off at or mixed up to, reading it ends and never throws', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: recorded.length }), (length) => {
      const track = readWebmOpus(recorded.subarray(0, length))
      if (track) writeOggOpus(track, 1)
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(recorded.length - 1), (noise, at) => {
      const mixed = Uint8Array.from(recorded)
      mixed.set(noise.subarray(0, mixed.length - at), at)
      const track = readWebmOpus(mixed)
      if (track) expect(track.packets.every((packet) => packet.length > 0)).toBe(true)
    }),
  )
})

test('the sum of a page is that of RFC 3533', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => oggCrc(bytes) === slowCrc(bytes)))
})
