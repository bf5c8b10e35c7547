import type { Media } from './rows.ts'

const MB = 1_048_576

/** What WhatsApp plays or shows of each kind, by its first bytes, and how large it may be (rulebook MED-01 to MED-05). */
const takes: Record<string, { most: number; heads: readonly string[]; at?: number }> = {
  image: { most: 5 * MB, heads: ['ffd8ff', '89504e470d0a'] },
  video: { most: 16 * MB, heads: ['66747970'], at: 4 },
  // Opus in mono, ID3, frames of MPEG or AAC, AMR, MP4.
  audio: { most: 16 * MB, heads: ['4f676753', '494433', 'ff', '2321414d52', '000000'] },
  // PDF, Office as ZIP and as it was before.
  document: { most: 100 * MB, heads: ['25504446', '504b0304', 'd0cf11e0'] },
  sticker: { most: MB / 2, heads: ['52494646'] },
}

/** Whether WhatsApp would fail a message with this file: it finds that out only when it fetches it. */
export function isUnfit(kind: string, media: Media): boolean {
  const rule = takes[kind]
  const bytes = Buffer.from(media.base64, 'base64')
  if (!rule || bytes.length === 0 || bytes.length > rule.most) return true
  if (kind === 'document' && !bytes.includes(0)) return false
  if (bytes.toString('latin1', 0, 4) === 'OggS') return kind !== 'audio' || !isMonoOpus(bytes)
  const head = bytes.subarray(rule.at ?? 0).toString('hex', 0, 8)
  return !rule.heads.some((each) => head.startsWith(each))
}

const isMonoOpus = (bytes: Buffer) => bytes.toString('latin1', 28, 36) === 'OpusHead' && bytes[37] === 1
