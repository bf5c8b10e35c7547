import { blocks, type Finding } from '../finding.ts'
import type { Lang } from '../template.ts'
import { fileRules } from './file-rules.ts'
import { filmRules } from './film-rules.ts'
import type { ChatType, MediaUse } from './limits.ts'
import { pdfRules } from './pdf-rules.ts'
import { pictureRules } from './picture-rules.ts'
import { type GivenMedia, readMedia, type SeenMedia } from './read-media.ts'
import type { MediaRule } from './rule.ts'
import { soundRules } from './sound-rules.ts'

export type MediaKind = 'image' | 'document' | 'video' | 'audio'

/** What a file that may be sent is. */
export interface JudgedMedia {
  kind: MediaKind
  /** MIME type, by its bytes. */
  mime: string
  bytes: number
  /** Of pictures and films, in pixels. */
  width?: number
  height?: number
  /** Of films: four letters, like `avc1`. */
  codec?: string
  /** Of documents, where they tell. */
  pages?: number
}

export interface MediaVerdict {
  /** Null when something hinders sending it. */
  media: JudgedMedia | null
  /** The gravest first. */
  findings: Finding[]
}

export const mediaRules: readonly MediaRule[] = [
  ...fileRules,
  ...pictureRules,
  ...pdfRules,
  ...filmRules,
  ...soundRules,
]

const GRAVITY = { error: 0, warning: 1, advice: 2 } as const

/** TP-9, WS-5, MED-01 to MED-18: by the bytes, the same in the browser and on the server. Never throws, whatever the bytes. */
export function judgeMedia(
  bytes: Uint8Array,
  given: GivenMedia,
  wanted: ChatType,
  lang: Lang,
  use: MediaUse = 'template',
): MediaVerdict {
  const seen = readMedia(bytes, wanted, given, use)
  const findings = mediaRules
    .flatMap(({ id, severity, confidence, check }) => {
      const fault = check(seen)
      if (!fault) return []
      return [
        { rule: id, severity, confidence, field: 'file', message: fault[lang], blocks: blocks(severity, confidence) },
      ]
    })
    .toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity])
  if (!findings.some((finding) => finding.blocks)) return { media: factsOf(seen), findings }
  // Advice on what cannot be sent anyway helps nobody.
  return { media: null, findings: findings.filter(({ severity }) => severity !== 'advice') }
}

export const KINDS = { IMAGE: 'image', DOCUMENT: 'document', VIDEO: 'video', AUDIO: 'audio' } as const satisfies Record<
  ChatType,
  MediaKind
>
const MIMES: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  excel: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  powerpoint: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  text: 'text/plain',
  ogg: 'audio/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  amr: 'audio/amr',
}
/** The old formats of Office look alike inside. */
const OFFICE: Record<string, string> = { '.xls': 'application/vnd.ms-excel', '.ppt': 'application/vnd.ms-powerpoint' }

function mimeOf({ wanted, format, ending }: SeenMedia): string {
  if (format === 'office') return OFFICE[ending] ?? 'application/msword'
  return wanted === 'AUDIO' && format === 'mp4' ? 'audio/mp4' : MIMES[format]!
}

function factsOf(seen: SeenMedia): JudgedMedia {
  const { wanted, bytes, picture, film, pdf } = seen
  const sized = picture ?? film
  return {
    kind: KINDS[wanted],
    mime: mimeOf(seen),
    bytes,
    ...(sized?.width && sized.height && { width: sized.width, height: sized.height }),
    ...(film?.videoCodecs[0] && { codec: film.videoCodecs[0] }),
    ...(pdf?.pages !== undefined && { pages: pdf.pages }),
  }
}
