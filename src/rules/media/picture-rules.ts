import type { Picture } from './jpeg.ts'
import { RECOMMENDED_SIDE } from './limits.ts'
import type { SeenMedia } from './read-media.ts'
import { rule } from './rule.ts'

/** Between a square and a wide picture nothing is cut off that matters; 1.91 : 1 is shown whole. */
const TALLEST = 0.95
const WIDEST = 2.1

/** The wide one that WhatsApp shows whole is lower, and no worse for it. */
const isSmall = ({ width, height }: Picture) =>
  Math.min(width, height) < RECOMMENDED_SIDE && !(width >= 800 && width / height > 1.7 && width / height < WIDEST)

const isPicture = ({ format, wanted }: SeenMedia) => wanted === 'IMAGE' && (format === 'jpeg' || format === 'png')

export const pictureRules = [
  rule('MED-18', 'error', 'own', (seen) =>
    isPicture(seen) && seen.picture === null && !seen.partly
      ? { es: 'La imagen está dañada: no se puede leer.', en: 'The image is damaged: it cannot be read.' }
      : null,
  ),

  rule('MED-18', 'warning', 'own', ({ picture, partly }) =>
    picture?.cut && !partly
      ? {
          es: 'La imagen parece cortada: le falta el final. Míralo antes de enviarla.',
          en: 'The image seems cut off: its end is missing. Look at it before sending it.',
        }
      : null,
  ),

  rule('MED-14', 'error', 'c1', ({ picture }) =>
    picture?.colour === 'cmyk'
      ? {
          es: 'La imagen usa colores de imprenta (CMYK), que WhatsApp no muestra. Guárdala en RGB.',
          en: 'The image uses printing colours (CMYK), which WhatsApp does not show. Save it as RGB.',
        }
      : null,
  ),

  rule('MED-14', 'error', 'c1', ({ picture }) =>
    picture && picture.bits > 8
      ? {
          es: `La imagen tiene ${picture.bits} bits por color; WhatsApp acepta 8. Guárdala en RGB de 8 bits.`,
          en: `The image has ${picture.bits} bits per colour; WhatsApp takes 8. Save it as 8-bit RGB.`,
        }
      : null,
  ),

  rule('MED-01', 'error', 'c1', ({ picture }) =>
    picture?.odd
      ? {
          es: 'Es un JPG de un tipo que casi ningún programa lee (sin pérdida o aritmético). Guárdalo como JPG normal.',
          en: 'It is a JPG of a sort that hardly any program reads (lossless or arithmetic). Save it as an ordinary JPG.',
        }
      : null,
  ),

  rule('MED-14', 'warning', 'c1', ({ picture }) =>
    picture?.colour === 'grey' && picture.bits <= 8
      ? {
          es: 'La imagen está en escala de grises; WhatsApp pide RGB. Si la rechaza, guárdala en color.',
          en: 'The image is greyscale; WhatsApp asks for RGB. If it is refused, save it in colour.',
        }
      : null,
  ),

  rule('TP-9', 'advice', 'own', ({ picture }) =>
    picture && isSmall(picture)
      ? {
          es: `Mide ${picture.width} × ${picture.height}; se ve mejor desde ${RECOMMENDED_SIDE} × ${RECOMMENDED_SIDE} píxeles.`,
          en: `It is ${picture.width} × ${picture.height}; it looks better from ${RECOMMENDED_SIDE} × ${RECOMMENDED_SIDE} pixels.`,
        }
      : null,
  ),

  rule('MED-15', 'advice', 'c4', ({ picture }) => {
    const ratio = picture ? picture.width / picture.height : 1
    return ratio < TALLEST || ratio > WIDEST
      ? {
          es: 'WhatsApp recorta en la conversación lo muy alto y lo muy ancho; se ve entera cerca de 1.91 : 1 (por ejemplo 800 × 418).',
          en: 'WhatsApp crops in the chat what is very tall or very wide; about 1.91 : 1 is shown whole (for example 800 × 418).',
        }
      : null
  }),
]
