import type { OpusTrack } from './webm.ts'

/** A page holds so much sound, in samples of 48 kHz: one second, as RFC 7845 advises. */
const PAGE_SAMPLES = 48_000
const MOST_SEGMENTS = 255
const FIRST = 2
const LAST = 4

/** Opus packets as a file that WhatsApp plays as a voice message: Ogg (RFC 3533) with Opus in it (RFC 7845).
 *  @throws RangeError for a packet that no page holds, which no encoder makes */
export function writeOggOpus({ head, packets }: OpusTrack, serial: number): Uint8Array {
  const pages = [
    pageOf([head], { serial, number: 0, granule: 0, flags: FIRST }),
    pageOf([TAGS], { serial, number: 1, granule: 0, flags: 0 }),
  ]
  let granule = 0
  for (let at = 0; at < packets.length;) {
    const held: Uint8Array[] = []
    let samples = 0
    let segments = 0
    for (let next = packets[at]; next && samples < PAGE_SAMPLES; next = packets[at]) {
      const needed = segmentsOf(next)
      if (needed > MOST_SEGMENTS) throw new RangeError('a packet larger than a page')
      if (segments + needed > MOST_SEGMENTS) break
      held.push(next)
      segments += needed
      samples += samplesOf(next)
      at++
    }
    granule += samples
    pages.push(pageOf(held, { serial, number: pages.length, granule, flags: at === packets.length ? LAST : 0 }))
  }
  return joined(pages)
}

const segmentsOf = (packet: Uint8Array) => Math.floor(packet.length / 255) + 1

/** How long a packet sounds, in samples of 48 kHz: its first byte says it (RFC 6716, section 3.1). */
export function samplesOf(packet: Uint8Array): number {
  const [toc = 0, second = 0] = packet
  const config = toc >> 3
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config % 4]!
      : config < 16
        ? [480, 960][config % 2]!
        : [120, 240, 480, 960][config % 4]!
  const code = toc & 3
  return frame * (code === 0 ? 1 : code === 3 ? second & 63 : 2)
}

interface Page {
  serial: number
  number: number
  /** Samples that have sounded by its end. */
  granule: number
  flags: number
}

function pageOf(packets: readonly Uint8Array[], { serial, number, granule, flags }: Page): Uint8Array {
  const table = packets.flatMap((packet) => [
    ...Array.from({ length: Math.floor(packet.length / 255) }, () => 255),
    packet.length % 255,
  ])
  const page = new Uint8Array(27 + table.length + packets.reduce((sum, { length }) => sum + length, 0))
  const view = new DataView(page.buffer)
  page.set(ascii('OggS'))
  page[5] = flags
  view.setBigUint64(6, BigInt(granule), true)
  view.setUint32(14, serial, true)
  view.setUint32(18, number, true)
  page[26] = table.length
  page.set(table, 27)
  let at = 27 + table.length
  for (const packet of packets) {
    page.set(packet, at)
    at += packet.length
  }
  view.setUint32(22, oggCrc(page), true)
  return page
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0)
  return sum >>> 0
})

/** Of a page whose own sum is still zero. */
export function oggCrc(page: Uint8Array): number {
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ CRC[(sum >>> 24) ^ byte]!) >>> 0
  return sum
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** Says nothing of who made it. */
const TAGS = joined([ascii('OpusTags'), Uint8Array.of(4, 0, 0, 0), ascii('Opus'), Uint8Array.of(0, 0, 0, 0)])
