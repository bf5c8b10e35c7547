import type { Sentence } from '../template.ts'
import type { Format } from './format.ts'

/** What a template's header is to be. */
export type MediaType = 'IMAGE' | 'DOCUMENT' | 'VIDEO'

/** What is written freely may be sound, too. */
export type ChatType = MediaType | 'AUDIO'

/** With a template the product's own limits hold (TP-9), inside the window WhatsApp's (WS-5). */
export type MediaUse = 'template' | 'chat'

const MB = 1_048_576

export interface MediaLimit {
  formats: readonly Format[]
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
    formats: ['jpeg', 'png'],
    bytes: 2 * MB,
    types: ['image/jpeg', 'image/png'],
    endings: ['.jpg', '.jpeg', '.png'],
    words: { es: 'una imagen JPG o PNG de hasta 2 MB', en: 'a JPG or PNG image of up to 2 MB' },
  },
  DOCUMENT: {
    formats: ['pdf'],
    bytes: 2 * MB,
    types: ['application/pdf'],
    endings: ['.pdf'],
    words: { es: 'un PDF de hasta 2 MB', en: 'a PDF of up to 2 MB' },
  },
  VIDEO: {
    formats: ['mp4'],
    bytes: 5 * MB,
    types: ['video/mp4'],
    endings: ['.mp4'],
    words: { es: 'un video MP4 (H.264) de hasta 5 MB', en: 'an MP4 video (H.264) of up to 5 MB' },
  },
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const POWERPOINT = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/** WS-5, MED-01 to MED-04: what WhatsApp takes inside the window. */
export const CHAT_LIMITS: Readonly<Record<ChatType, MediaLimit>> = {
  IMAGE: {
    ...MEDIA_LIMITS.IMAGE,
    bytes: 5 * MB,
    words: { es: 'una imagen JPG o PNG de hasta 5 MB', en: 'a JPG or PNG image of up to 5 MB' },
  },
  DOCUMENT: {
    formats: ['pdf', 'word', 'excel', 'powerpoint', 'office', 'text'],
    bytes: 100 * MB,
    types: ['application/pdf', WORD, EXCEL, POWERPOINT, 'application/msword', 'text/plain'],
    endings: ['.pdf', '.docx', '.xlsx', '.pptx', '.doc', '.xls', '.ppt', '.txt', '.csv'],
    words: {
      es: 'un PDF, Word, Excel, PowerPoint o TXT de hasta 100 MB',
      en: 'a PDF, Word, Excel, PowerPoint or TXT file of up to 100 MB',
    },
  },
  VIDEO: {
    formats: ['mp4', '3gp'],
    bytes: 16 * MB,
    types: ['video/mp4', 'video/3gpp'],
    endings: ['.mp4', '.3gp'],
    words: { es: 'un video MP4 o 3GP (H.264) de hasta 16 MB', en: 'an MP4 or 3GP video (H.264) of up to 16 MB' },
  },
  AUDIO: {
    formats: ['ogg', 'mp3', 'm4a', 'mp4', 'aac', 'amr'],
    bytes: 16 * MB,
    types: ['audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/aac', 'audio/amr'],
    endings: ['.ogg', '.oga', '.opus', '.mp3', '.m4a', '.mp4', '.aac', '.amr'],
    words: {
      es: 'un audio OGG (Opus), MP3, M4A, AAC o AMR de hasta 16 MB',
      en: 'OGG (Opus), MP3, M4A, AAC or AMR audio of up to 16 MB',
    },
  },
}

/** @throws TypeError for sound with a template, which has none */
export function limitOf(type: ChatType, use: MediaUse): MediaLimit {
  if (use === 'chat') return CHAT_LIMITS[type]
  if (type === 'AUDIO') throw new TypeError('templates bring no sound')
  return MEDIA_LIMITS[type]
}

/** The picture that looks well on every phone (TP-9). */
export const RECOMMENDED_SIDE = 500
