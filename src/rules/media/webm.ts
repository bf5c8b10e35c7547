import { Bytes } from './bytes.ts'

/** The sound of a WebM file as Opus packets, and the head that tells how to play them. */
export interface OpusTrack {
  head: Uint8Array
  packets: Uint8Array[]
}

// EBML ids, with their length marks.
const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const TRACKS = 0x1654ae6b
const TRACK = 0xae
const GROUP = 0xa0
const CODEC_HEAD = 0x63a2
const SIMPLE_BLOCK = 0xa3
const BLOCK = 0xa1
const WITHIN = new Set([SEGMENT, CLUSTER, TRACKS, TRACK, GROUP])

/** What a browser recorded (RFC 8794, RFC 9559); null where it is no WebM with one Opus track and nothing else. */
export function readWebmOpus(all: Uint8Array): OpusTrack | null {
  const bytes = new Bytes(all)
  if (!bytes.startsWith('\x1aE\xdf\xa3')) return null
  let head: Uint8Array | undefined
  let tracks = 0
  const packets: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const id = numberAt(bytes, at, false)
    const size = id && numberAt(bytes, at + id.length, true)
    if (!id || !size) return null
    const from = at + id.length + size.length
    // A live recording does not know how long its parts will be: what is inside follows.
    if (WITHIN.has(id.value!)) {
      if (id.value === TRACK) tracks++
      at = from
      continue
    }
    if (size.value === null) return null
    const to = Math.min(from + size.value, bytes.length)
    if (id.value === CODEC_HEAD) head = all.subarray(from, to)
    if (id.value === SIMPLE_BLOCK || id.value === BLOCK) {
      const packet = packetOf(bytes, from, to)
      if (!packet) return null
      // What the recording was cut off in is nothing to play.
      if (from + size.value <= bytes.length) packets.push(packet)
    }
    at = from + size.value
  }
  const isOpus = head !== undefined && head.length >= 19 && new Bytes(head).startsWith('OpusHead')
  return isOpus && tracks === 1 && packets.length > 0 ? { head: head!, packets } : null
}

/** A number in as many bytes as its first one says; `value` null is "not known". */
function numberAt(bytes: Bytes, at: number, withoutMark: boolean): { length: number; value: number | null } | null {
  const length = Math.clz32(bytes.u8(at)) - 23
  if (length > 8 || at + length > bytes.length) return null
  let value = withoutMark ? bytes.u8(at) & (0xff >> length) : bytes.u8(at)
  let full = value === 0xff >> length
  for (let n = 1; n < length; n++) {
    value = value * 256 + bytes.u8(at + n)
    full &&= bytes.u8(at + n) === 0xff
  }
  return { length, value: withoutMark && full ? null : value }
}

/** Track, time and flags stand before it; several in one (lacing) is nothing that browsers write. */
function packetOf(bytes: Bytes, from: number, to: number): Uint8Array | null {
  const track = numberAt(bytes, from, true)
  if (!track) return null
  const start = from + track.length + 3
  const isLaced = (bytes.u8(start - 1) & 6) !== 0
  return isLaced || start >= to ? null : bytes.all.subarray(start, to)
}
