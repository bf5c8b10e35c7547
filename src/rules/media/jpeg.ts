import type { Bytes } from './bytes.ts'

export interface Picture {
  width: number
  height: number
  /** Bits of each colour. */
  bits: number
  colour: 'grey' | 'rgb' | 'cmyk' | 'palette'
  /** Its end is missing. */
  cut: boolean
  /** Drawn in a way that WhatsApp and most programs do not read. */
  odd?: boolean
}

const COLOURS: Record<number, Picture['colour']> = { 1: 'grey', 3: 'rgb', 4: 'cmyk' }
/** Baseline, extended, progressive. The others are lossless, in layers or arithmetic: hardly anything reads them. */
const USUAL = new Set([0xc0, 0xc1, 0xc2])
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc])

/** ITU T.81: markers up to the frame header, which says how large it is and of how many colours. Null when there is none. */
export function readJpeg(bytes: Bytes): Picture | null {
  let at = 2
  while (at < bytes.length) {
    if (bytes.u8(at) !== 0xff) return null
    const marker = bytes.u8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) return frame(bytes, at)
    else if (marker === 0xd9 || marker === 0xda) return null
    else at += 2 + Math.max(2, bytes.u16(at + 2))
  }
  return null
}

function frame(bytes: Bytes, at: number): Picture | null {
  const [height, width] = [bytes.u16(at + 5), bytes.u16(at + 7)]
  const colour = COLOURS[bytes.u8(at + 9)]
  if (width === 0 || height === 0 || colour === undefined) return null
  const odd = !USUAL.has(bytes.u8(at + 1))
  return { width, height, bits: bytes.u8(at + 4), colour, cut: !hasEnd(bytes, at), ...(odd && { odd }) }
}

/** Behind the frame's header, as a thumbnail before it has an end mark of its own; cameras write more behind the mark. */
function hasEnd(bytes: Bytes, from: number): boolean {
  for (let at = bytes.length - 1; at > from; at--) if (bytes.u8(at) === 0xd9 && bytes.u8(at - 1) === 0xff) return true
  return false
}
