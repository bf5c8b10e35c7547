import { blocks, type Finding } from '../finding.ts'
import type { Lang } from '../template.ts'
import { fileRules } from './file-rules.ts'
import { filmRules } from './film-rules.ts'
import type { MediaType } from './limits.ts'
import { pdfRules } from './pdf-rules.ts'
import { pictureRules } from './picture-rules.ts'
import { type GivenMedia, readMedia, type SeenMedia } from './read-media.ts'
import type { MediaRule } from './rule.ts'

export type MediaKind = 'image' | 'document' | 'video'

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

export const mediaRules: readonly MediaRule[] = [...fileRules, ...pictureRules, ...pdfRules, ...filmRules]

const GRAVITY = { error: 0, warning: 1, advice: 2 } as const

/** TP-9, MED-01 to MED-18: by the bytes, the same in the browser and on the server. Never throws, whatever the bytes. */
export function judgeMedia(bytes: Uint8Array, given: GivenMedia, wanted: MediaType, lang: Lang): MediaVerdict {
  const seen = readMedia(bytes, wanted, given)
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

const KINDS = { IMAGE: 'image', DOCUMENT: 'document', VIDEO: 'video' } as const satisfies Record<MediaType, MediaKind>
const MIMES: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
}

function factsOf({ wanted, bytes, format, picture, film, pdf }: SeenMedia): JudgedMedia {
  const sized = picture ?? film
  return {
    kind: KINDS[wanted],
    mime: MIMES[format]!,
    bytes,
    ...(sized?.width && sized.height && { width: sized.width, height: sized.height }),
    ...(film?.videoCodecs[0] && { codec: film.videoCodecs[0] }),
    ...(pdf?.pages !== undefined && { pages: pdf.pages }),
  }
}
