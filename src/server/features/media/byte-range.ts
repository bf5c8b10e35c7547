import type { ByteRange } from '../../storage/storage.ts'

/** What a `Range` header asks of `size` bytes: null for all of them (no header, several ranges, another unit),
 *  `unsatisfiable` where none of them is meant. */
export function byteRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  const [first, last] = [asked?.[1] ?? '', asked?.[2] ?? '']
  if (!asked || (first === '' && last === '')) return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return from > to ? 'unsatisfiable' : { from, to }
}
