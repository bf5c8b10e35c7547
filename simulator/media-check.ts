import type { Media } from './rows.ts'

const MB = 1_048_576

/** What WhatsApp plays or shows of each kind, by its first bytes, and how large it may be (rulebook MED-01 to MED-05). */
const takes: Record<string, { most: number; heads: RegExp }> = {
  image: { most: 5 * MB, heads: /^(?:\xff\xd8\xff|\x89PNG\r\n)/ },
  video: { most: 16 * MB, heads: /^[^]{4}ftyp/ },
  audio: {
    most: 16 * MB,
    heads: /^(?:OggS[^]{24}OpusHead\x01\x01|ID3|\xff[\xe2-\xff]|#!AMR|[^]{4}ftyp)/,
  },
  document: { most: 100 * MB, heads: /^(?:%PDF|PK\x03\x04|\xd0\xcf\x11\xe0|[^\0]*$)/ },
  sticker: { most: MB / 2, heads: /^RIFF[^]{4}WEBP/ },
}

/** Whether WhatsApp would fail a message with this file: it finds that out only when it fetches it. */
export function isUnfit(kind: string, media: Media): boolean {
  const rule = takes[kind]
  const bytes = Buffer.from(media.base64, 'base64')
  return (
    !rule ||
    bytes.length === 0 ||
    bytes.length > rule.most ||
    !rule.heads.test(bytes.subarray(0, 64).toString('latin1'))
  )
}
