import type { SeenMedia } from './read-media.ts'
import { rule } from './rule.ts'

const H264 = new Set(['avc1', 'avc3'])
const CODEC_NAMES: Readonly<Record<string, string>> = {
  hvc1: 'H.265 (HEVC)',
  hev1: 'H.265 (HEVC)',
  dvh1: 'Dolby Vision',
  dvhe: 'Dolby Vision',
  vp08: 'VP8',
  vp09: 'VP9',
  av01: 'AV1',
  mp4v: 'MPEG-4',
  s263: 'H.263',
  mp3: 'MP3',
  '.mp3': 'MP3',
  'ac-3': 'AC-3',
  'ec-3': 'E-AC-3',
  alac: 'ALAC',
  Opus: 'Opus',
  fLaC: 'FLAC',
  samr: 'AMR',
}
/** What four letters mean; letters that nobody knows are shown as far as they can be. */
const nameOf = (codec: string) => CODEC_NAMES[codec] ?? (codec.replaceAll(/[^\w -]/g, '?').trim() || '?')

const filmOf = ({ wanted, film }: SeenMedia) => (wanted === 'VIDEO' ? film : null)
const isWhole = ({ wanted, film, format, partly, limit }: SeenMedia) =>
  wanted === 'VIDEO' && (format === 'mp4' || film !== null) && limit.formats.includes(format) && !partly

export const filmRules = [
  rule('MED-18', 'error', 'own', (seen) =>
    isWhole(seen) && seen.film === null
      ? {
          es: 'El video está dañado o incompleto: le falta la parte que dice cómo está hecho (moov).',
          en: 'The video is damaged or incomplete: the part that says how it is made (moov) is missing.',
        }
      : null,
  ),

  rule('MED-18', 'error', 'own', (seen) =>
    filmOf(seen)?.protected
      ? {
          es: 'El video está protegido con licencia (DRM) y no se podrá ver.',
          en: 'The video is protected by a licence (DRM) and cannot be watched.',
        }
      : null,
  ),

  rule('MED-13', 'error', 'c1', (seen) =>
    isWhole(seen) && filmOf(seen)?.videoCodecs.length === 0
      ? {
          es: 'El MP4 no tiene imagen, solo sonido o nada. Aquí va un video.',
          en: 'The MP4 has no picture, only sound or nothing. This has to be a video.',
        }
      : null,
  ),

  rule('MED-13', 'error', 'c1', (seen) => {
    const codec = filmOf(seen)?.videoCodecs.find((each) => !H264.has(each))
    return codec === undefined
      ? null
      : {
          es: `El video está codificado en ${nameOf(codec)}; WhatsApp solo acepta H.264. Expórtalo como MP4 (H.264).`,
          en: `The video is encoded as ${nameOf(codec)}; WhatsApp takes only H.264. Export it as MP4 (H.264).`,
        }
  }),

  rule('MED-13', 'error', 'c1', (seen) => {
    const codec = filmOf(seen)?.audioCodecs.find(
      (each) => each !== 'mp4a' && !(seen.format === '3gp' && each === 'samr'),
    )
    return codec === undefined
      ? null
      : {
          es: `El sonido está en ${nameOf(codec)}; WhatsApp solo acepta AAC, o un video sin sonido.`,
          en: `The sound is ${nameOf(codec)}; WhatsApp takes only AAC, or a video without sound.`,
        }
  }),

  rule('MED-13', 'error', 'c1', (seen) => {
    const count = filmOf(seen)?.audioCodecs.length ?? 0
    return count > 1
      ? {
          es: `El video tiene ${count} pistas de sonido; WhatsApp acepta una o ninguna.`,
          en: `The video has ${count} sound tracks; WhatsApp takes one or none.`,
        }
      : null
  }),

  rule('MED-13', 'warning', 'c1', (seen) => {
    const film = filmOf(seen)
    return film?.profile === 'high'
      ? {
          es: 'El video usa el perfil High de H.264; algunos teléfonos no lo muestran. Es más seguro exportarlo como Main o Baseline.',
          en: 'The video uses the High profile of H.264; some phones do not show it. Main or Baseline is safer.',
        }
      : null
  }),

  rule('MED-02', 'warning', 'c1', (seen) => {
    const film = filmOf(seen)
    return film?.bFrames && film.profile !== 'high'
      ? {
          es: 'El video tiene cuadros B; algunos teléfonos Android no lo muestran. Es más seguro exportarlo sin ellos.',
          en: 'The video has B-frames; some Android phones do not show it. Exporting it without them is safer.',
        }
      : null
  }),

  rule('MED-02', 'warning', 'c1', (seen) =>
    filmOf(seen)?.fastStart === false
      ? {
          es: 'El video no empieza a verse hasta que llega entero. Expórtalo con «inicio rápido» (faststart).',
          en: 'The video cannot be watched until all of it has come. Export it with “fast start”.',
        }
      : null,
  ),

  rule('MED-02', 'warning', 'c1', (seen) =>
    filmOf(seen)?.fragmented
      ? {
          es: 'El video está guardado en fragmentos, como para transmitirlo; WhatsApp podría no mostrarlo. Expórtalo como MP4 normal.',
          en: 'The video is stored in fragments, as for streaming; WhatsApp may not show it. Export it as an ordinary MP4.',
        }
      : null,
  ),

  rule('MED-18', 'warning', 'own', (seen) =>
    isWhole(seen) && seen.film?.cut
      ? {
          es: 'El video parece cortado: le falta el final. Míralo antes de enviarlo.',
          en: 'The video seems cut off: its end is missing. Watch it before sending it.',
        }
      : null,
  ),
]
