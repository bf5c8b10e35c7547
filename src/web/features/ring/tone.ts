/** Hertz, and when in seconds: two short steps up. */
const NOTES = [
  [659, 0],
  [880, 0.13],
] as const

let context: AudioContext | undefined

/** Our own short tone. A browser keeps it silent until somebody has clicked or typed in the page. */
export async function playTone(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
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
