import type { Sentence } from '../template.ts'
import type { Bytes } from './bytes.ts'

/** What bytes say that they are. */
export type Format = 'jpeg' | 'png' | 'pdf' | 'mp4' | Other | 'unknown'

type Other = keyof typeof OTHERS

/** With a template none of these may be sent (MED-12), inside the window some of them. */
const OTHERS = {
  webp: { es: 'una imagen WebP', en: 'a WebP image' },
  gif: { es: 'un GIF', en: 'a GIF' },
  heic: { es: 'una foto HEIC (la de los iPhone)', en: 'a HEIC photo (as iPhones make them)' },
  avif: { es: 'una imagen AVIF', en: 'an AVIF image' },
  svg: { es: 'un dibujo SVG', en: 'an SVG drawing' },
  bmp: { es: 'una imagen BMP', en: 'a BMP image' },
  tiff: { es: 'una imagen TIFF', en: 'a TIFF image' },
  psd: { es: 'un archivo de Photoshop', en: 'a Photoshop file' },
  mov: { es: 'un video MOV (QuickTime)', en: 'a MOV video (QuickTime)' },
  avi: { es: 'un video AVI', en: 'an AVI video' },
  webm: { es: 'un video WebM o MKV', en: 'a WebM or MKV video' },
  wmv: { es: 'un video WMV', en: 'a WMV video' },
  flv: { es: 'un video FLV', en: 'an FLV video' },
  mpeg: { es: 'un video MPEG', en: 'an MPEG video' },
  '3gp': { es: 'un video 3GP', en: 'a 3GP video' },
  m4a: { es: 'un audio M4A', en: 'M4A audio' },
  mp3: { es: 'un audio MP3', en: 'MP3 audio' },
  ogg: { es: 'un audio OGG', en: 'OGG audio' },
  aac: { es: 'un audio AAC', en: 'AAC audio' },
  amr: { es: 'un audio AMR', en: 'AMR audio' },
  wav: { es: 'un audio WAV', en: 'WAV audio' },
  word: { es: 'un documento de Word', en: 'a Word document' },
  excel: { es: 'una hoja de Excel', en: 'an Excel sheet' },
  powerpoint: { es: 'una presentación de PowerPoint', en: 'a PowerPoint presentation' },
  office: { es: 'un documento antiguo de Office', en: 'an old Office document' },
  zip: { es: 'un archivo ZIP', en: 'a ZIP file' },
  rar: { es: 'un archivo comprimido', en: 'a compressed file' },
  html: { es: 'una página web', en: 'a web page' },
  rtf: { es: 'un documento RTF', en: 'an RTF document' },
  postscript: { es: 'un archivo PostScript', en: 'a PostScript file' },
  text: { es: 'un texto sin formato', en: 'plain text' },
  program: { es: 'un programa', en: 'a program' },
} as const satisfies Record<string, Sentence>

export const FORMAT_WORDS: Readonly<Record<Format, Sentence>> = {
  jpeg: { es: 'una imagen JPG', en: 'a JPG image' },
  png: { es: 'una imagen PNG', en: 'a PNG image' },
  pdf: { es: 'un PDF', en: 'a PDF' },
  mp4: { es: 'un video MP4', en: 'an MP4 video' },
  ...OTHERS,
  unknown: { es: 'un archivo que no reconocemos', en: 'a file that we do not recognise' },
}

const SIGNATURES: readonly (readonly [Format, string, number?])[] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['pdf', '%PDF'],
  ['gif', 'GIF8'],
  ['bmp', 'BM'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['psd', '8BPS'],
  ['webm', '\x1aE\xdf\xa3'],
  ['wmv', '0&\xb2u\x8ef\xcf\x11'],
  ['flv', 'FLV\x01'],
  ['mpeg', '\0\0\x01\xba'],
  ['mpeg', '\0\0\x01\xb3'],
  ['mp3', 'ID3'],
  ['ogg', 'OggS'],
  ['amr', '#!AMR'],
  ['office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rar', 'Rar!\x1a\x07'],
  ['rar', "7z\xbc\xaf'\x1c"],
  ['rar', '\x1f\x8b'],
  ['rtf', '{\\rtf'],
  ['postscript', '%!PS'],
  ['program', 'MZ'],
  ['program', '\x7fELF'],
  ['mov', 'moov', 4],
  ['mov', 'mdat', 4],
  ['mov', 'wide', 4],
  ['mov', 'pnot', 4],
]

/** MED-10: by the first bytes alone; what it is called says nothing. */
export function formatOf(bytes: Bytes): Format {
  if (bytes.startsWith('ftyp', 4)) return brandOf(bytes)
  if (bytes.startsWith('RIFF')) return riffOf(bytes)
  if (bytes.startsWith('PK\x03\x04') || bytes.startsWith('PK\x05\x06')) return zipOf(bytes)
  const found = SIGNATURES.find(([, signature, at]) => bytes.startsWith(signature, at))
  if (found) return found[0]
  // A frame of MPEG audio, layer II or III.
  if (bytes.u8(0) === 0xff && bytes.u8(1) >= 0xe2 && [2, 4].includes(bytes.u8(1) & 6)) return 'mp3'
  // The same without a layer: a frame of AAC.
  if (bytes.u8(0) === 0xff && (bytes.u8(1) & 0xf6) === 0xf0) return 'aac'
  return writtenOf(bytes)
}

const BRANDS: readonly (readonly [RegExp, Format])[] = [
  [/^qt {2}/, 'mov'],
  [/^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)/, 'heic'],
  [/^avi[fs]/, 'avif'],
  [/^3g[2epgrs]/, '3gp'],
  [/^(?:M4A |M4B |M4P )/, 'm4a'],
]

const brandOf = (bytes: Bytes): Format => BRANDS.find(([brand]) => brand.test(bytes.text(8, 12)))?.[1] ?? 'mp4'

const RIFF: Record<string, Format> = { WEBP: 'webp', 'AVI ': 'avi', WAVE: 'wav' }
const riffOf = (bytes: Bytes): Format => RIFF[bytes.text(8, 12)] ?? 'unknown'

/** Office's new formats are ZIP files that name their parts at the beginning. */
function zipOf(bytes: Bytes): Format {
  const head = bytes.text(0, 65_536)
  if (head.includes('word/')) return 'word'
  if (head.includes('xl/')) return 'excel'
  return head.includes('ppt/') ? 'powerpoint' : 'zip'
}

function writtenOf(bytes: Bytes): Format {
  const head = bytes.text(0, 1024)
  if (head.trim() === '' || /[^\P{Cc}\s]/u.test(head)) return 'unknown'
  if (/<svg[\s>]/i.test(head)) return 'svg'
  return /<(?:!doctype\s+html|html)[\s>]/i.test(head) ? 'html' : 'text'
}
