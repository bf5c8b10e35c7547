import type { SeenMedia } from './read-media.ts'
import { rule } from './rule.ts'

const isSound = ({ wanted, limit, format }: SeenMedia) => wanted === 'AUDIO' && limit.formats.includes(format)

/** MED-04: what WhatsApp plays. */
export const soundRules = [
  rule('MED-04', 'error', 'c1', (seen) =>
    isSound(seen) && seen.sound !== null && seen.sound.opus === null
      ? {
          es: 'El audio OGG no está en Opus, que es lo único que WhatsApp acepta en OGG. Expórtalo como MP3 u OGG (Opus).',
          en: 'The OGG audio is not Opus, which is all that WhatsApp takes in OGG. Export it as MP3 or OGG (Opus).',
        }
      : null,
  ),

  rule('MED-04', 'error', 'c1', (seen) =>
    isSound(seen) && (seen.sound?.opus?.channels ?? 1) > 1
      ? {
          es: 'El audio OGG está en estéreo; WhatsApp solo acepta OGG (Opus) en mono. Expórtalo en mono o como MP3.',
          en: 'The OGG audio is stereo; WhatsApp takes OGG (Opus) in mono only. Export it in mono or as MP3.',
        }
      : null,
  ),

  rule('MED-04', 'error', 'c1', (seen) =>
    isSound(seen) && (seen.film?.videoCodecs.length ?? 0) > 0
      ? {
          es: 'El archivo trae imagen además de sonido: es un video, no un audio.',
          en: 'The file has a picture besides its sound: it is a video, not audio.',
        }
      : null,
  ),
]
