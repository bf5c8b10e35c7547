import type { Sentence } from '../template.ts'

/** What a template's header or an agent's attachment is to be. */
export type MediaType = 'IMAGE' | 'DOCUMENT' | 'VIDEO'

const MB = 1_048_576

export interface MediaLimit {
  /** A file of exactly so many bytes passes. */
  bytes: number
  /** As they leave, the first being the usual one for each. */
  types: readonly string[]
  /** Endings of names, with their dots. */
  endings: readonly string[]
  /** "JPG o PNG de hasta 2 MB". */
  words: Sentence
}

/** TP-9, PRD-06; MB = 1,048,576 bytes. */
export const MEDIA_LIMITS: Readonly<Record<MediaType, MediaLimit>> = {
  IMAGE: {
    bytes: 2 * MB,
    types: ['image/jpeg', 'image/png'],
    endings: ['.jpg', '.jpeg', '.png'],
    words: { es: 'una imagen JPG o PNG de hasta 2 MB', en: 'a JPG or PNG image of up to 2 MB' },
  },
  DOCUMENT: {
    bytes: 2 * MB,
    types: ['application/pdf'],
    endings: ['.pdf'],
    words: { es: 'un PDF de hasta 2 MB', en: 'a PDF of up to 2 MB' },
  },
  VIDEO: {
    bytes: 5 * MB,
    types: ['video/mp4'],
    endings: ['.mp4'],
    words: { es: 'un video MP4 (H.264) de hasta 5 MB', en: 'an MP4 video (H.264) of up to 5 MB' },
  },
}

/** No file that may be sent is larger. */
export const MOST_MEDIA_BYTES = Math.max(...Object.values(MEDIA_LIMITS).map(({ bytes }) => bytes))

/** The picture that looks well on every phone (TP-9). */
export const RECOMMENDED_SIDE = 500
