import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jpeg, mp4, pdf, png } from '../../../tests/support/media-files.ts'
import { judgeMedia } from './judge-media.ts'
import { MEDIA_LIMITS, type MediaType } from './limits.ts'

const MB = 1_048_576
const NAMES: Record<MediaType, string> = { IMAGE: 'foto.png', DOCUMENT: 'boleta.pdf', VIDEO: 'saludo.mp4' }

const judged = (bytes: Uint8Array, wanted: MediaType, fileName = NAMES[wanted], declaredType?: string) => {
  const { media, findings } = judgeMedia(bytes, { fileName, declaredType }, wanted, 'es')
  return { media, found: findings.map(({ rule, severity }) => `${rule} ${severity}`), words: findings[0]?.message }
}
const bytes = (...parts: (string | Buffer)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))

describe('what may be sent', () => {
  test('MED-01 a JPEG or PNG, with what it measures', () => {
    const size = { width: 800, height: 418 }
    expect(judged(png(), 'IMAGE')).toMatchObject({ media: { kind: 'image', mime: 'image/png', ...size }, found: [] })
    for (const name of ['foto.jpg', 'FOTO.JPEG', 'foto'])
      expect(judged(jpeg(), 'IMAGE', name)).toMatchObject({ media: { mime: 'image/jpeg', ...size }, found: [] })
    expect(judged(jpeg({ frame: 0xc2 }), 'IMAGE', 'foto.jpg').found).toEqual([])
    for (const colourType of [3, 6]) expect(judged(png({ colourType }), 'IMAGE').found).toEqual([])
  })

  test('MED-03 a PDF, with its pages where it tells them', () => {
    expect(judged(pdf({ pages: 12 }), 'DOCUMENT')).toEqual({
      media: { kind: 'document', mime: 'application/pdf', bytes: pdf({ pages: 12 }).length, pages: 12 },
      found: [],
    })
  })

  test('MED-02 an MP4 with H.264 in Baseline or Main, with AAC or without sound', () => {
    const media = { kind: 'video', mime: 'video/mp4', codec: 'avc1', width: 640, height: 336 }
    for (const options of [{}, { profile: 77 }, { audio: ['mp4a'] }, { brand: 'mp42' }, { brand: 'M4V ' }])
      expect(judged(mp4(options), 'VIDEO')).toMatchObject({ media, found: [] })
  })

  test.each(['IMAGE', 'DOCUMENT', 'VIDEO'] as const)(
    'TP-9 PRD-06 MED-11 %s: the limit itself passes, one byte more does not',
    (wanted) => {
      const made = { IMAGE: png, DOCUMENT: pdf, VIDEO: mp4 }[wanted]
      const most = { IMAGE: 2 * MB, DOCUMENT: 2 * MB, VIDEO: 5 * MB }[wanted]
      expect(MEDIA_LIMITS[wanted].bytes).toBe(most)
      const rest = most - made({ filling: 0 }).length
      expect(judged(made({ filling: rest }), wanted)).toMatchObject({ media: { bytes: most }, found: [] })
      const over = judged(made({ filling: rest + 1 }), wanted)
      expect(over).toMatchObject({ media: null, found: ['MED-11 error'] })
      expect(over.words).toBe(`Pesa ${most / MB}.01 MB; el máximo es ${most / MB} MB.`)
    },
  )

  test('MED-11 the beginning of what is too large is enough to say so', () => {
    const { findings } = judgeMedia(png().subarray(0, 60), { fileName: 'a.png', size: 9 * MB }, 'IMAGE', 'en')
    expect(findings.map(({ message }) => message)).toEqual(['It has 9 MB; the limit is 2 MB.'])
  })
})

describe('what it is, the bytes tell', () => {
  test('MED-10 a name or type that says otherwise is an error that names both', () => {
    expect(judged(jpeg(), 'IMAGE', 'foto.png')).toMatchObject({
      media: null,
      found: ['MED-10 error'],
      words: 'Por dentro es una imagen JPG, pero su nombre termina en .png. Cámbialo a .jpg.',
    })
    expect(judged(png(), 'IMAGE', 'foto.png', 'image/jpeg').found).toEqual(['MED-10 error'])
    expect(judged(pdf(), 'DOCUMENT', 'boleta.docx').found).toEqual(['MED-10 error'])
    for (const type of ['image/png', 'image/png; x=1', 'application/octet-stream', ''])
      expect(judged(png(), 'IMAGE', 'foto.png', type).found).toEqual([])
  })

  test('MED-10 a PDF begins with its mark, not with something else', () => {
    const { found, words } = judged(bytes('\xef\xbb\xbf', pdf()), 'DOCUMENT')
    expect([found, words]).toEqual([['MED-10 error'], expect.stringContaining('tiene 3 bytes delante')])
  })

  test('MED-10 one kind does not stand for another, whatever it is called', () => {
    expect(judged(pdf(), 'IMAGE', 'a.pdf')).toMatchObject({
      media: null,
      found: ['MED-10 error'],
      words: 'Es un PDF; aquí va una imagen JPG o PNG de hasta 2 MB.',
    })
    expect(judged(pdf(), 'IMAGE', 'foto.jpg').words).toMatch(/^Es un PDF, aunque termina en .jpg; aquí va/)
    expect(judged(png(), 'DOCUMENT', 'a.png').found).toEqual(['MED-10 error'])
    expect(judged(jpeg(), 'VIDEO', 'a.jpg').found).toEqual(['MED-10 error'])
  })

  test.each([
    ['IMAGE', 'MED-01'],
    ['DOCUMENT', 'MED-03'],
    ['VIDEO', 'MED-02'],
  ] as const)('%s that nobody recognises breaks %s', (wanted, rule) => {
    const { media, found, words } = judged(Buffer.from([1, 2, 3, 0, 0]), wanted, 'a.bin')
    expect([media, found]).toEqual([null, [`${rule} error`]])
    expect(words).toMatch(/^Es un archivo que no reconocemos;/)
  })

  test.each([
    ['WebP', bytes('RIFF\x10\0\0\0WEBPVP8 '), 'IMAGE'],
    ['GIF', bytes('GIF89a'), 'IMAGE'],
    ['HEIC', mp4({ brand: 'heic' }), 'IMAGE'],
    ['AVIF', mp4({ brand: 'avif' }), 'IMAGE'],
    ['SVG', bytes('<?xml version="1.0"?><svg xmlns="…"></svg>'), 'IMAGE'],
    ['MOV', mp4({ brand: 'qt  ' }), 'VIDEO'],
    ['MOV', bytes('\0\0\0\x08moov'), 'VIDEO'],
    ['AVI', bytes('RIFF\x10\0\0\0AVI LIST'), 'VIDEO'],
    ['WebM', bytes('\x1a\x45\xdf\xa3'), 'VIDEO'],
    ['3GP', mp4({ brand: '3gp5' }), 'VIDEO'],
    ['MP3', bytes('ID3\x03'), 'VIDEO'],
    ['Word', bytes('PK\x03\x04......word/document.xml'), 'DOCUMENT'],
    ['Excel', bytes('PK\x03\x04......xl/workbook.xml'), 'DOCUMENT'],
    ['Office', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'DOCUMENT'],
    ['ZIP', bytes('PK\x03\x04......a.txt'), 'DOCUMENT'],
    ['texto', Buffer.from('Estimada señora:\n'), 'DOCUMENT'],
    ['página', bytes('<!doctype html><p>'), 'DOCUMENT'],
  ] as const)('MED-12 %s is recognised and named', (name, content, wanted) => {
    const { media, found, words } = judged(content, wanted, 'archivo')
    expect([media, found]).toEqual([null, ['MED-12 error']])
    expect(words).toContain(name)
    expect(words).toContain(MEDIA_LIMITS[wanted].words.es)
  })

  test('MED-16 a document without ending is told that it gets one', () => {
    expect(judged(pdf(), 'DOCUMENT', 'boleta').found).toEqual(['MED-16 advice'])
  })
})

describe('pictures', () => {
  test('MED-14 printing colours and more than 8 bits are refused, greyscale is warned of', () => {
    expect(judged(jpeg({ components: 4 }), 'IMAGE', 'a.jpg')).toMatchObject({ media: null, found: ['MED-14 error'] })
    expect(judged(jpeg({ bits: 12, frame: 0xc1 }), 'IMAGE', 'a.jpg').found).toEqual(['MED-14 error'])
    expect(judged(png({ bits: 16 }), 'IMAGE').found).toEqual(['MED-14 error'])
    for (const grey of [png({ colourType: 0 }), png({ colourType: 4 })])
      expect(judged(grey, 'IMAGE')).toMatchObject({ media: { kind: 'image' }, found: ['MED-14 warning'] })
  })

  test('TP-9 500 × 500 is recommended and no more than that', () => {
    expect(judged(png({ width: 500, height: 500 }), 'IMAGE').found).toEqual([])
    expect(judged(png({ width: 499, height: 500 }), 'IMAGE')).toMatchObject({
      media: { width: 499 },
      found: ['TP-9 advice'],
    })
  })

  test('MED-15 what is very tall or very wide is cropped', () => {
    for (const [width, height] of [
      [600, 1200],
      [1600, 500],
    ] as const)
      expect(judged(png({ width, height }), 'IMAGE').found).toEqual(['MED-15 advice'])
  })

  test('MED-18 nothing in it, nothing readable in it, its end missing', () => {
    for (const wanted of ['IMAGE', 'DOCUMENT', 'VIDEO'] as const)
      expect(judged(Buffer.alloc(0), wanted)).toMatchObject({ media: null, found: ['MED-18 error'] })
    for (const [broken, name] of [
      [png().subarray(0, 20), 'a.png'],
      [png({ width: 0 }), 'a.png'],
      [jpeg().subarray(0, 16), 'a.jpg'],
    ] as const)
      expect(judged(broken, 'IMAGE', name)).toMatchObject({ media: null, found: ['MED-18 error'] })
    expect(judged(png().subarray(0, -8), 'IMAGE').found).toEqual(['MED-18 warning'])
    expect(judged(jpeg().subarray(0, -8), 'IMAGE', 'a.jpg').found).toEqual(['MED-18 warning'])
  })

  test('MED-01 a JPEG that hardly anything reads', () => {
    expect(judged(jpeg({ frame: 0xc3 }), 'IMAGE', 'a.jpg').found).toEqual(['MED-01 error'])
  })
})

describe('documents', () => {
  test('MED-18 protected by a password, told in a trailer or in a stream of references', () => {
    for (const encrypted of ['trailer', 'stream'] as const)
      expect(judged(pdf({ encrypted }), 'DOCUMENT')).toMatchObject({ media: null, found: ['MED-18 error'] })
  })

  test('MED-18 without pages, or without its end', () => {
    expect(judged(pdf({ pages: 0 }), 'DOCUMENT').found).toEqual(['MED-18 error'])
    expect(judged(pdf().subarray(0, -7), 'DOCUMENT')).toMatchObject({ media: { pages: 1 }, found: ['MED-18 warning'] })
  })
})

describe('films', () => {
  test.each([
    ['hvc1', 'H.265'],
    ['hev1', 'H.265'],
    ['vp09', 'VP9'],
    ['av01', 'AV1'],
    ['mp4v', 'MPEG-4'],
    ['\0\x01ab', '??ab'],
  ])('MED-13 %j is refused by its name', (video, name) => {
    const { media, found, words } = judged(mp4({ video }), 'VIDEO')
    expect([media, found]).toEqual([null, ['MED-13 error']])
    expect(words).toContain(name)
  })

  test('MED-13 sound of another sort, in several tracks, or alone', () => {
    expect(judged(mp4({ audio: ['Opus'] }), 'VIDEO').words).toContain('Opus')
    expect(judged(mp4({ audio: ['mp4a'], soundType: 0x6b }), 'VIDEO').words).toContain('MP3')
    expect(judged(mp4({ audio: ['mp4a', 'mp4a'] }), 'VIDEO').words).toContain('2 pistas')
    expect(judged(mp4({ video: null, audio: ['mp4a'] }), 'VIDEO')).toMatchObject({
      media: null,
      found: ['MED-13 error'],
    })
  })

  test('MED-13 the High profile is warned of', () => {
    expect(judged(mp4({ profile: 100, bFrames: true }), 'VIDEO')).toMatchObject({
      media: { codec: 'avc1' },
      found: ['MED-13 warning'],
    })
  })

  test('MED-02 B-frames, a slow start and fragments are warned of', () => {
    for (const options of [{ bFrames: true }, { slowStart: true }, { fragmented: true }])
      expect(judged(mp4(options), 'VIDEO')).toMatchObject({ media: { kind: 'video' }, found: ['MED-02 warning'] })
  })

  test('MED-18 locked, without moov, cut off', () => {
    expect(judged(mp4({ locked: true }), 'VIDEO').found).toEqual(['MED-18 error'])
    expect(judged(mp4({ slowStart: true }).subarray(0, 80), 'VIDEO').found).toEqual(['MED-18 error'])
    expect(judged(mp4().subarray(0, -8), 'VIDEO').found).toEqual(['MED-18 warning'])
  })
})

test('MED-10 no bytes whatever make it throw, and what blocks is never a file to send', () => {
  const seeds = [png(), jpeg(), pdf(), pdf({ encrypted: 'stream' }), mp4({ audio: ['mp4a'] }), mp4({ locked: true })]
  const flips = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 12 })
  const spoiled = fc
    .tuple(fc.constantFrom(...seeds), flips, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([seed, changes, part]) => {
      const copy = Buffer.from(seed.subarray(0, Math.ceil(seed.length * part)))
      for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value
      return copy
    })
  const wanted = fc.constantFrom<MediaType>('IMAGE', 'DOCUMENT', 'VIDEO')
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.uint8Array({ maxLength: 300 })), wanted, fc.string(), (some, type, fileName) => {
      const { media, findings } = judgeMedia(some, { fileName }, type, 'en')
      return (
        (media === null) === findings.some(({ blocks }) => blocks) && findings.every(({ message }) => message !== '')
      )
    }),
    { numRuns: 3000 },
  )
})
