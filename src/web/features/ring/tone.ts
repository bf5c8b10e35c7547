/** Hertz, and when in seconds: two short steps up. */
const NOTES = [
  [659, 0],
  [880, 0.13],
] as const

const LATE_MS = 1000
let context: AudioContext | undefined

/** Our own short tone, where there is something to play it. Until somebody has clicked or typed in the page a browser keeps it
 *  silent, and so do we: what would sound then is long past. */
export const playTone = (): void => void play().catch(() => {})

async function play(): Promise<void> {
  context ??= new AudioContext()
  const begun = Date.now()
  if (context.state !== 'running') await context.resume()
  if (Date.now() - begun < LATE_MS) sound(context)
}

function sound(context: AudioContext): void {
  for (const [pitch, after] of NOTES) {
    const at = context.currentTime + after
    const voice = new OscillatorNode(context, { frequency: pitch })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, at)
    volume.gain.linearRampToValueAtTime(0.18, at + 0.01)
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.28)
    voice.connect(volume).connect(context.destination)
    voice.start(at)
    voice.stop(at + 0.3)
  }
}
