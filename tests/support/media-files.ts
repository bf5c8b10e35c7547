import { crc32, deflateSync } from 'node:zlib'

/** Files made by code, right in every byte that the rules look at. */

interface PictureOptions {
  width?: number
  height?: number
  bits?: number
  /** Of a PNG: 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA. */
  colourType?: number
  /** Of a JPEG: 1 grey, 3 RGB, 4 CMYK. */
  components?: number
  /** Of a JPEG's frame: 0xc0 baseline, 0xc2 progressive … */
  frame?: number
  /** Behind the end, to make it as large as wished. */
  filling?: number
}

const u16 = (...values: number[]) => Buffer.from(values.flatMap((v) => [v >> 8, v & 255]))
const u32 = (...values: number[]) => {
  const buffer = Buffer.alloc(values.length * 4)
  values.forEach((v, i) => buffer.writeUInt32BE(v, i * 4))
  return buffer
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  return Buffer.concat([u32(data.length), body, u32(crc32(body))])
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

export function png({ width = 800, height = 418, bits = 8, colourType = 2, filling = 0 }: PictureOptions = {}): Buffer {
  const line = 1 + Math.ceil((width * CHANNELS[colourType]! * bits) / 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.concat([u32(width, height), Buffer.from([bits, colourType, 0, 0, 0])])),
    ...(colourType === 3 ? [pngChunk('PLTE', Buffer.from([31, 95, 209]))] : []),
    pngChunk('IDAT', deflateSync(Buffer.alloc(line * height))),
    pngChunk('IEND', Buffer.alloc(0)),
    Buffer.alloc(filling),
  ])
}

const segment = (marker: number, data: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(data.length + 2), data])

export function jpeg(options: PictureOptions = {}): Buffer {
  const { width = 800, height = 418, bits = 8, components = 3, frame = 0xc0, filling = 0 } = options
  const parts = Array.from({ length: components }, (_, i) => [i + 1, 0x11, 0]).flat()
  // Its thumbnail has an end mark of its own.
  const thumbnail = segment(0xe1, Buffer.from('Exif\0\0\xff\xd8\xff\xd9', 'latin1'))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    thumbnail,
    segment(frame, Buffer.concat([Buffer.from([bits]), u16(height, width), Buffer.from([components, ...parts])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(64, 0x55),
    Buffer.from([0xff, 0xd9]),
    Buffer.alloc(filling),
  ])
}

interface PdfOptions {
  pages?: number
  /** By a password: told in an old trailer, or in a stream of cross-references. */
  encrypted?: 'trailer' | 'stream'
  filling?: number
}

export function pdf({ pages = 1, encrypted, filling = 0 }: PdfOptions = {}): Buffer {
  const locked = '/Encrypt 9 0 R /ID [<00><00>]'
  const end =
    encrypted === 'stream'
      ? `8 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R ${locked} /Length 0 >>\nstream\n\nendstream\nendobj\n`
      : `trailer\n<< /Size 9 /Root 1 0 R ${encrypted ? locked : ''} >>\n`
  const text = [
    '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    `2 0 obj\n<< /Type /Pages /Kids [] /Count ${pages} >>\nendobj\n`,
    // What stands in a page is nobody's lock.
    `3 0 obj\n<< /Length 40 >>\nstream\ntrailer << /Encrypt 9 0 R >> ${' '.repeat(filling)}\nendstream\nendobj\n`,
    `${end}startxref\n9\n%%EOF\n`,
  ]
  return Buffer.from(text.join(''), 'latin1')
}

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

interface FilmOptions {
  brand?: string
  /** Null for a film without picture. */
  video?: string | null
  /** `profile_idc` of H.264: 66 baseline, 77 main, 100 high. */
  profile?: number
  bFrames?: boolean
  audio?: string[]
  /** `objectTypeIndication` of `mp4a`: 0x40 AAC, 0x6b MP3. */
  soundType?: number
  /** `moov` at the end. */
  slowStart?: boolean
  fragmented?: boolean
  locked?: boolean
  filling?: number
}

export function mp4(options: FilmOptions = {}): Buffer {
  const { brand = 'isom', video = 'avc1', audio = [], slowStart, fragmented, filling = 64 } = options
  const moov = box(
    'moov',
    box('mvhd', Buffer.alloc(100)),
    ...(video === null ? [] : [track('vide', pictureEntry(video, options), options.bFrames ?? false)]),
    ...audio.map((codec) => track('soun', soundEntry(codec, options.soundType ?? 0x40), false)),
    ...(fragmented ? [box('mvex')] : []),
  )
  const mdat = box('mdat', Buffer.alloc(filling))
  const ftyp = box('ftyp', Buffer.from(brand), u32(512), Buffer.from('isommp41'))
  return Buffer.concat([ftyp, ...(slowStart ? [mdat, moov] : [moov, mdat])])
}

function track(handler: 'vide' | 'soun', entry: Buffer, reordered: boolean): Buffer {
  const hdlr = box('hdlr', u32(0, 0), Buffer.from(handler), Buffer.alloc(13))
  const stbl = box('stbl', box('stsd', u32(0, 1), entry), ...(reordered ? [box('ctts', u32(0, 0))] : []))
  return box('trak', box('tkhd', Buffer.alloc(84)), box('mdia', hdlr, box('minf', stbl)))
}

function pictureEntry(codec: string, { profile = 66, locked }: FilmOptions): Buffer {
  const head = Buffer.concat([Buffer.alloc(24), u16(640, 336), Buffer.alloc(50)])
  const avcC = box('avcC', Buffer.from([1, profile, 0, 30]))
  const sinf = locked ? [box('sinf', box('frma', Buffer.from(codec)))] : []
  return box(locked ? 'encv' : codec, head, ...(codec.startsWith('avc') ? [avcC] : []), ...sinf)
}

function soundEntry(codec: string, objectType: number): Buffer {
  const config = Buffer.from([0x04, 0x0d, objectType, ...Array<number>(12).fill(0)])
  const esds = box('esds', u32(0), Buffer.from([0x03, 0x80, 0x80, 0x80, 0x20, 0, 1, 0]), config)
  return box(codec, Buffer.alloc(28), ...(codec === 'mp4a' ? [esds] : []))
}
