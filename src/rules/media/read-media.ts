import { Bytes } from './bytes.ts'
import { type Format, formatOf } from './format.ts'
import { type Picture, readJpeg } from './jpeg.ts'
import { type ChatType, limitOf, type MediaLimit, type MediaUse } from './limits.ts'
import { type Film, readMp4 } from './mp4.ts'
import { type OggAudio, readOgg } from './ogg-audio.ts'
import { junkBeforePdf, type Pdf, readPdf } from './pdf.ts'
import { readPng } from './png.ts'

export interface GivenMedia {
  fileName: string
  /** MIME type, as whoever sends it says; empty where they do not. */
  declaredType?: string | undefined
  /** Of the whole file, where `bytes` are only its beginning because it is too large anyway. */
  size?: number | undefined
}

/** A file as the rules see it. */
export interface SeenMedia {
  wanted: ChatType
  use: MediaUse
  /** What it may be. */
  limit: MediaLimit
  bytes: number
  format: Format
  name: string
  /** With its dot, in lower case; empty where the name has none. */
  ending: string
  declaredType: string
  /** Null when the head is right and the rest cannot be read. */
  picture: Picture | null
  film: Film | null
  pdf: Pdf | null
  sound: OggAudio | null
  /** Bytes that stand before the head of a PDF. */
  junk: number | null
  /** Only the beginning was given. */
  partly: boolean
}

const ENDING = /\.[a-z\d]{1,8}$/

export function readMedia(all: Uint8Array, wanted: ChatType, given: GivenMedia, use: MediaUse): SeenMedia {
  const bytes = new Bytes(all)
  const format = formatOf(bytes)
  const size = Math.max(given.size ?? 0, all.length)
  return {
    wanted,
    use,
    limit: limitOf(wanted, use),
    bytes: size,
    format,
    name: given.fileName,
    ending: ENDING.exec(given.fileName.trim().toLowerCase())?.[0] ?? '',
    declaredType: (given.declaredType ?? '').split(';')[0]!.trim().toLowerCase(),
    picture: format === 'jpeg' ? readJpeg(bytes) : format === 'png' ? readPng(bytes) : null,
    film: format === 'mp4' || format === '3gp' || format === 'm4a' ? readMp4(bytes) : null,
    pdf: format === 'pdf' ? readPdf(bytes) : null,
    sound: format === 'ogg' ? readOgg(bytes) : null,
    junk: format === 'pdf' ? null : junkBeforePdf(bytes),
    partly: size > all.length,
  }
}
