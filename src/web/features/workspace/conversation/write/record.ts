import { readWebmOpus } from '../../../../../rules/media/webm.ts'
import { writeOggOpus } from '../../../../../rules/media/ogg.ts'

/** WhatsApp plays Ogg with Opus in mono as a voice message; it takes MP4 too. The first that the browser can. */
const TYPES = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' &&
  navigator.mediaDevices !== undefined &&
  TYPES.some((type) => MediaRecorder.isTypeSupported(type))

export interface Recording {
  /** Ends it; null when nothing was heard. */
  stop: () => Promise<File | null>
  /** Ends it and forgets it. */
  cancel: () => void
}

/** Listens to the microphone, which the browser asks the person for. @throws DOMException when they say no or have none */
export async function startRecording(name: string): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true } })
  const hush = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  try {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type))!
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 })
    const chunks: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
    recorder.start(1000)
    const ended = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
    return {
      async stop() {
        if (recorder.state !== 'inactive') recorder.stop()
        await ended
        hush()
        return asFile(new Blob(chunks, { type: mimeType }), name)
      },
      cancel() {
        if (recorder.state !== 'inactive') recorder.stop()
        hush()
      },
    }
  } catch (error) {
    hush()
    throw error
  }
}

async function asFile(blob: Blob, name: string): Promise<File | null> {
  if (blob.size === 0) return null
  const type = blob.type.split(';')[0]!
  if (type !== 'audio/webm') return new File([blob], `${name}.${type === 'audio/ogg' ? 'ogg' : 'm4a'}`, { type })
  const track = readWebmOpus(new Uint8Array(await blob.arrayBuffer()))
  if (!track) return null
  const serial = crypto.getRandomValues(new Uint32Array(1))[0]!
  return new File([new Uint8Array(writeOggOpus(track, serial))], `${name}.ogg`, { type: 'audio/ogg' })
}
