/** What browsers show by themselves, with the ending of a file of that type. All else is only ever downloaded. */
const shown = {
  image: { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' },
  audio: {
    'audio/mpeg': 'mp3',
    'audio/mp4': 'm4a',
    'audio/x-m4a': 'm4a',
    'audio/aac': 'aac',
    'audio/ogg': 'ogg',
    'audio/opus': 'opus',
    'audio/wav': 'wav',
    'audio/webm': 'webm',
  },
  video: { 'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov', 'video/3gpp': '3gp' },
} as const satisfies Record<string, Record<string, string>>

const documents = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'text/plain': 'txt',
  'audio/amr': 'amr',
}

export type Form = keyof typeof shown | 'file'

/** By the type that the bytes tell. A voice note in a container that could hold a film is played as sound; whatever was sent
 *  as a document stays one. */
export function formOf(kind: string, detectedType: string | null): Form {
  if (detectedType === null || kind === 'document') return 'file'
  const form = (['image', 'audio', 'video'] as const).find((each) => detectedType in shown[each])
  return form === 'video' && kind === 'audio' ? 'audio' : (form ?? 'file')
}

const PROGRAM = /executable|msdownload|x-elf|x-mach|x-msi|x-ms-installer|x-sh$|java-archive/

/** Whether the bytes are something else than what message or name say: a picture that is none, a PDF that is a program. */
export function isOdd(kind: string, detectedType: string | null, fileName: string | null): boolean {
  // A voice note of an old telephone: only downloaded, and what it says it is.
  if (kind === 'audio' && detectedType === 'audio/amr') return false
  if (kind !== 'document') return formOf(kind, detectedType) === 'file'
  if (detectedType !== null && PROGRAM.test(detectedType)) return true
  return /\.pdf$/i.test(fileName ?? '') && detectedType !== 'application/pdf'
}

/** With its dot, or nothing where the type tells none. */
export function endingOf(detectedType: string | null): string {
  const endings: Record<string, string> = { ...shown.image, ...shown.audio, ...shown.video, ...documents }
  const ending = detectedType === null ? undefined : endings[detectedType]
  return ending === undefined ? '' : `.${ending}`
}

const LONGEST_NAME = 120
/** Separators of paths, control characters, and those that turn the direction of writing and so hide an ending. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu

/** A name that can stand on any disk, or null. The end is kept: it says what the file is. */
export function safeName(given: string | undefined): string | null {
  const name = (given ?? '')
    .normalize('NFC')
    .replaceAll(UNSAFE, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^[.\s]+/, '')
  if (name === '') return null
  return (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 21)}…${name.slice(-20)}` : name).toWellFormed()
}
