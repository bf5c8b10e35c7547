import type { Bytes } from './bytes.ts'

export interface OggAudio {
  /** Null: Vorbis, FLAC or something else that WhatsApp does not play. */
  opus: { channels: number } | null
}

/** RFC 3533 and 7845: the first packet of the first page says what is inside. */
export function readOgg(bytes: Bytes): OggAudio {
  const body = 27 + bytes.u8(26)
  return { opus: bytes.startsWith('OpusHead', body) ? { channels: bytes.u8(body + 9) } : null }
}
