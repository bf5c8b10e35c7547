/** As much as is taken in; what leaves is far smaller. */
export const MOST_PHOTO_BYTES = 5 * 1_048_576
/** WhatsApp shows no more of it. */
const SIDE = 640

export type PhotoFault = 'tooLarge' | 'noPicture'

export interface SquarePhoto {
  file: File
  /** Something of the picture was cut off. */
  cut: boolean
}

/** A JPEG or PNG, by its bytes, as the square that WhatsApp shows: cut to its middle, 640 pixels wide at most. */
export async function squarePhoto(given: File): Promise<SquarePhoto | PhotoFault> {
  if (given.size > MOST_PHOTO_BYTES) return 'tooLarge'
  if (!isPicture(new Uint8Array(await given.slice(0, 8).arrayBuffer()))) return 'noPicture'
  const picture = await createImageBitmap(given).catch(() => null)
  if (picture === null) return 'noPicture'
  const { width, height } = picture
  const side = Math.min(width, height)
  const size = Math.min(side, SIDE)
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size })
  const pen = canvas.getContext('2d')!
  // Under what is transparent.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, size, size)
  pen.drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, 0, 0, size, size)
  picture.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9))
  if (blob === null) return 'noPicture'
  const file = new File([blob], 'foto-de-perfil.jpg', { type: 'image/jpeg' })
  return { file, cut: Math.abs(width - height) > 2 }
}

export function isPicture(start: Uint8Array): boolean {
  const begins = (...bytes: number[]) => bytes.every((byte, at) => start[at] === byte)
  return begins(0xff, 0xd8, 0xff) || begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
}
