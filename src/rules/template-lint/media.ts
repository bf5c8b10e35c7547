import type { Reading } from './reading.ts'
import type { Rule } from './rule.ts'

/** What each kind takes: the type, and this product's limit in MB (TP-9). */
const KINDS: Record<string, { types: string[]; megabytes: number; family: RegExp }> = {
  IMAGE: { types: ['image/jpeg', 'image/jpg', 'image/png'], megabytes: 2, family: /^image\// },
  VIDEO: { types: ['video/mp4'], megabytes: 5, family: /^video\// },
  DOCUMENT: { types: ['application/pdf'], megabytes: 2, family: /^(?:application|text)\// },
}

const REFUSED =
  /^(?:image\/(?:webp|gif|hei[cf](?:-sequence)?|svg\+xml|svg|avif|bmp|tiff)|video\/(?:quicktime|mov|x-msvideo|avi|msvideo|webm|x-matroska|mpeg))$/

const kindOf = ({ media }: Reading) => (media && Object.hasOwn(KINDS, media.format) ? KINDS[media.format] : undefined)

/** Over this product's limit; every one of these is under Meta's own. */
export function overSize(reading: Reading) {
  const kind = kindOf(reading)
  return (
    kind &&
    (reading.media?.size ?? 0) > kind.megabytes * reading.settings.megabyte && {
      field: 'header',
      fill: { most: kind.megabytes },
    }
  )
}

/** A declared type that is none of its kind's, and not already found as one of the refused or of another kind. */
const isForeign = (format: string) => (reading: Reading) => {
  const { media } = reading
  const kind = kindOf(reading)
  const foreign = media?.format === format && kind && media.mime !== '' && !kind.types.includes(media.mime)
  return foreign && !REFUSED.test(media.mime) && kind.family.test(media.mime) && 'header'
}

/** What a header's sample declares of its file; what is inside the file is judged where the file is (TP-9). */
export const mediaRules: Rule[] = [
  {
    id: 'MED-01',
    severity: 'error',
    confidence: 'c1',
    sources: ['media', 'upload'],
    es: 'Como imagen solo se admite JPG o PNG: convierte el archivo.',
    en: 'Only JPG or PNG is taken as an image: convert the file.',
    find: isForeign('IMAGE'),
  },
  {
    id: 'MED-02',
    severity: 'error',
    confidence: 'c1',
    sources: ['media', 'upload'],
    es: 'Como video solo se admite MP4: convierte el archivo.',
    en: 'Only MP4 is taken as a video: convert the file.',
    find: isForeign('VIDEO'),
  },
  {
    id: 'MED-03',
    severity: 'error',
    confidence: 'c1',
    sources: ['media', 'upload'],
    es: 'Como documento solo se admite PDF: convierte el archivo.',
    en: 'Only PDF is taken as a document: convert the file.',
    find: isForeign('DOCUMENT'),
  },
  {
    id: 'MED-10',
    severity: 'error',
    confidence: 'c1',
    sources: ['media'],
    es: 'El archivo es de otra clase que el encabezado: elige un archivo de esa clase, o cambia el encabezado.',
    en: 'The file is of another kind than the header: choose a file of that kind, or change the header.',
    find: (reading) => {
      const kind = kindOf(reading)
      const mime = reading.media?.mime ?? ''
      return kind && mime !== '' && !kind.family.test(mime) && !REFUSED.test(mime) && 'header'
    },
  },
  {
    id: 'MED-11',
    severity: 'error',
    confidence: 'c1',
    sources: ['product', 'media'],
    es: 'El archivo pesa demasiado: deja {most} MB como máximo.',
    en: 'The file is too large: keep to {most} MB.',
    find: overSize,
  },
  {
    id: 'MED-12',
    severity: 'error',
    confidence: 'c1',
    sources: ['media'],
    es: 'WhatsApp no admite este formato de archivo: conviértelo en JPG, PNG o MP4.',
    en: 'WhatsApp does not take this file format: convert it into JPG, PNG or MP4.',
    find: (reading) => kindOf(reading) && REFUSED.test(reading.media?.mime ?? '') && 'header',
  },
  {
    id: 'MED-18',
    severity: 'error',
    confidence: 'own',
    sources: ['caution'],
    es: 'El archivo está vacío: elige otro.',
    en: 'The file is empty: choose another.',
    find: (reading) => kindOf(reading) && reading.media?.size === 0 && 'header',
  },
]
