import type { Bytes } from './bytes.ts'
import type { Picture } from './jpeg.ts'

const COLOURS: Record<number, Picture['colour']> = { 0: 'grey', 2: 'rgb', 3: 'palette', 4: 'grey', 6: 'rgb' }

/** ISO 15948: the header comes first, the end last. Null when there is no header. */
export function readPng(bytes: Bytes): Picture | null {
  if (!bytes.startsWith('IHDR', 12) || bytes.length < 33) return null
  const [width, height] = [bytes.u32(16), bytes.u32(20)]
  const colour = COLOURS[bytes.u8(25)]
  if (width === 0 || height === 0 || colour === undefined) return null
  return { width, height, bits: bytes.u8(24), colour, cut: !hasEnd(bytes) }
}

function hasEnd(bytes: Bytes): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    if (bytes.startsWith('IEND', at + 4)) return true
    at += 12 + bytes.u32(at)
  }
  return false
}
