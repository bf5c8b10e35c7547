import type { Bytes } from './bytes.ts'

export interface Film {
  width?: number
  height?: number
  /** Four letters, as `stsd` has them: `avc1`, `hvc1` … */
  videoCodecs: string[]
  audioCodecs: string[]
  /** Only of H.264. */
  profile?: 'baseline' | 'main' | 'high'
  /** Pictures that are shown in another order than they come. */
  bFrames: boolean
  /** `moov` stands before `mdat`: it can be played while it comes. */
  fastStart: boolean
  fragmented: boolean
  /** Locked to those who have a licence. */
  protected: boolean
  cut: boolean
}

interface Box {
  type: string
  /** Of its contents. */
  from: number
  to: number
  /** All of it is there. */
  whole: boolean
}

/** ISO 14496-12: boxes within boxes. Null when none says what the film is made of. */
export function readMp4(bytes: Bytes): Film | null {
  const top = [...boxes(bytes, 0, bytes.length)]
  const moov = top.find(({ type }) => type === 'moov')
  if (!moov) return null
  const film: Film = {
    videoCodecs: [],
    audioCodecs: [],
    bFrames: false,
    fastStart: !top.some(({ type, from }) => type === 'mdat' && from < moov.from),
    fragmented: top.some(({ type }) => type === 'moof'),
    protected: false,
    cut: top.some(({ whole }) => !whole),
  }
  for (const { type, from, to } of boxes(bytes, moov.from, moov.to)) {
    if (type === 'trak') track(bytes, from, to, film)
    if (type === 'mvex') film.fragmented = true
  }
  return film
}

function* boxes(bytes: Bytes, from: number, to: number): Generator<Box> {
  const end = Math.min(to, bytes.length)
  for (let at = from; at + 8 <= end;) {
    const short = bytes.u32(at)
    const head = short === 1 ? 16 : 8
    const size = short === 1 ? bytes.u64(at + 8) : short === 0 ? end - at : short
    if (size < head) return
    yield { type: bytes.text(at + 4, at + 8), from: at + head, to: Math.min(at + size, end), whole: at + size <= end }
    at += size
  }
}

/** The boxes of that path, each inside the one before. */
function* within(bytes: Bytes, from: number, to: number, [type, ...rest]: readonly string[]): Generator<Box> {
  for (const box of boxes(bytes, from, to)) {
    if (box.type !== type) continue
    if (rest.length === 0) yield box
    else yield* within(bytes, box.from, box.to, rest)
  }
}

type Span = Pick<Box, 'from' | 'to'>

const first = (bytes: Bytes, { from, to }: Span, path: string) =>
  within(bytes, from, to, path.split('/')).next().value as Box | undefined

function track(bytes: Bytes, from: number, to: number, film: Film): void {
  const trak = { from, to }
  const handler = first(bytes, trak, 'mdia/hdlr')
  const samples = first(bytes, trak, 'mdia/minf/stbl')
  const stsd = samples && first(bytes, samples, 'stsd')
  const entry = stsd && boxes(bytes, stsd.from + 8, stsd.to).next().value
  if (!handler || !samples || !entry) return
  const kind = bytes.text(handler.from + 8, handler.from + 12)
  if (kind === 'vide') {
    picture(bytes, entry, film)
    film.bFrames ||= first(bytes, samples, 'ctts') !== undefined
  }
  if (kind === 'soun') sound(bytes, entry, film)
}

const ORIGINAL = 'sinf/frma'

/** A locked track says `encv` or `enca` here, and elsewhere what it was. */
function codecOf(bytes: Bytes, entry: Box, parts: number, film: Film): string {
  if (entry.type !== 'encv' && entry.type !== 'enca') return entry.type
  film.protected = true
  const original = first(bytes, { from: entry.from + parts, to: entry.to }, ORIGINAL)
  return original ? bytes.text(original.from, original.from + 4) : entry.type
}

/** In a picture's entry its parts begin after so many bytes, in a sound's after fewer. */
const PICTURE_PARTS = 78
const SOUND_PARTS = 28

function picture(bytes: Bytes, entry: Box, film: Film): void {
  film.videoCodecs.push(codecOf(bytes, entry, PICTURE_PARTS, film))
  const [width, height] = [bytes.u16(entry.from + 24), bytes.u16(entry.from + 26)]
  if (film.width === undefined && width > 0 && height > 0) Object.assign(film, { width, height })
  const avcC = first(bytes, { from: entry.from + PICTURE_PARTS, to: entry.to }, 'avcC')
  if (avcC && film.profile === undefined) film.profile = profileOf(bytes.u8(avcC.from + 1))
}

/** ITU H.264, `profile_idc`. */
const profileOf = (idc: number): NonNullable<Film['profile']> =>
  idc === 66 || idc === 88 ? 'baseline' : idc === 77 ? 'main' : 'high'

/** `mp4a` is a name for several; its descriptor says which (ISO 14496-1: 0x40 and 0x66 to 0x68 are AAC). */
function sound(bytes: Bytes, entry: Box, film: Film): void {
  const codec = codecOf(bytes, entry, SOUND_PARTS, film)
  const esds = first(bytes, { from: entry.from + SOUND_PARTS, to: entry.to }, 'esds')
  const kind = codec === 'mp4a' && esds ? objectTypeOf(bytes, esds) : undefined
  film.audioCodecs.push(kind === undefined || AAC.has(kind) ? codec : 'mp3')
}

const AAC = new Set([0x40, 0x66, 0x67, 0x68])

function objectTypeOf(bytes: Bytes, { from, to }: Box): number | undefined {
  let at = from + 4
  if (bytes.u8(at) !== 0x03) return undefined
  at = skipLength(bytes, at + 1) + 3
  if (bytes.u8(at) !== 0x04) return undefined
  at = skipLength(bytes, at + 1)
  return at < to ? bytes.u8(at) : undefined
}

/** A length in up to four bytes, of seven bits each. */
function skipLength(bytes: Bytes, at: number): number {
  for (let n = 0; n < 4; n++) if (bytes.u8(at + n) < 0x80) return at + n + 1
  return at + 4
}
