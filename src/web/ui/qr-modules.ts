// ISO/IEC 18004, as much as a sign-in key needs: bytes, error correction L, versions 1 to 13, always mask 0
// (readers undo any mask; choosing the prettiest is for print).
const ecPerBlock = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26]
const blocksOf = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4]
const FORMAT_L_MASK_0 = 0b111011111000100

type Grid = (boolean | undefined)[][]

/** The square of modules, row by row, true = dark. Throws a RangeError beyond 425 bytes. */
export function qrModules(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text)
  const version = ecPerBlock.findIndex((_, i) => bytes.length <= dataCodewords(i + 1) - (i + 1 < 10 ? 2 : 3)) + 1
  if (version === 0) throw new RangeError(`${bytes.length} bytes do not fit`)
  const size = version * 4 + 17
  const grid: Grid = Array.from({ length: size }, () => Array<boolean | undefined>(size).fill(undefined))
  drawFunctionPatterns(grid, version)
  drawData(grid, interleave(encode(bytes, version), version))
  return grid.map((row) => row.map(Boolean))
}

const alignments = (version: number): number => (version === 1 ? 0 : Math.floor(version / 7) + 2)

function totalCodewords(version: number): number {
  const n = alignments(version)
  const reserved = n === 0 ? 0 : (25 * n - 10) * n - 55 + (version >= 7 ? 36 : 0)
  return Math.floor(((16 * version + 128) * version + 64 - reserved) / 8)
}

const dataCodewords = (version: number): number =>
  totalCodewords(version) - (ecPerBlock[version - 1] ?? 0) * (blocksOf[version - 1] ?? 0)

/** Mode, length, bytes, then filling up with the two pad bytes. */
function encode(bytes: Uint8Array, version: number): number[] {
  const bits = (value: number, width: number) => value.toString(2).padStart(width, '0')
  const payload = Array.from(bytes, (byte) => bits(byte, 8)).join('')
  const stream = `${bits(4, 4)}${bits(bytes.length, version < 10 ? 8 : 16)}${payload}0000`
  const words = (stream.match(/.{1,8}/g) ?? []).map((word) => Number.parseInt(word.padEnd(8, '0'), 2))
  const room = dataCodewords(version)
  const padding = Array.from({ length: room - words.length }, (_, i) => (i % 2 === 0 ? 0xec : 0x11))
  return [...words, ...padding]
}

/** Splits into blocks, adds each block's check words, and takes turns between the blocks. */
function interleave(data: number[], version: number): number[] {
  const blocks = blocksOf[version - 1] ?? 1
  const checks = ecPerBlock[version - 1] ?? 0
  const short = Math.floor(data.length / blocks)
  const longFrom = blocks - (data.length % blocks)
  const parts = Array.from({ length: blocks }, (_, i) => {
    const start = i * short + Math.max(0, i - longFrom)
    return data.slice(start, start + short + (i >= longFrom ? 1 : 0))
  })
  const turns = (lists: number[][], length: number) =>
    Array.from({ length }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
  return [
    ...turns(parts, short + 1),
    ...turns(
      parts.map((part) => checkWords(part, checks)),
      checks,
    ),
  ]
}

function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> bit) & 1) * a
  }
  return product
}

/** Reed-Solomon remainder over GF(256). */
function checkWords(data: number[], count: number): number[] {
  let divisor = [1]
  for (let root = 1, i = 0; i < count; i++, root = multiply(root, 2)) {
    divisor = [...divisor, 0].map((term, j) => term ^ multiply(divisor[j - 1] ?? 0, root))
  }
  let rest = Array<number>(count).fill(0)
  for (const word of data) {
    const factor = word ^ (rest[0] ?? 0)
    rest = rest.map((_, j) => (rest[j + 1] ?? 0) ^ multiply(divisor[j + 1] ?? 0, factor))
  }
  return rest
}

function drawFunctionPatterns(grid: Grid, version: number): void {
  const size = grid.length
  const put = (x: number, y: number, dark: boolean) => {
    const row = grid[y]
    if (row && x >= 0 && x < size) row[x] = dark
  }
  const square = (x: number, y: number, radius: number, dark: (distance: number) => boolean) => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) put(x + dx, y + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))))
    }
  }
  for (let i = 0; i < size; i++) {
    put(6, i, i % 2 === 0)
    put(i, 6, i % 2 === 0)
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (d) => d !== 2 && d !== 4)

  const n = alignments(version)
  const step = n < 2 ? 0 : Math.floor((version * 8 + n * 3 + 5) / (n * 4 - 4)) * 2
  const centres = Array.from({ length: n }, (_, i) => (i === 0 ? 6 : size - 7 - (n - 1 - i) * step))
  for (const [i, y] of centres.entries()) {
    for (const [j, x] of centres.entries()) {
      const inFinder = (i === 0 && (j === 0 || j === n - 1)) || (i === n - 1 && j === 0)
      if (!inFinder) square(x, y, 2, (d) => d !== 1)
    }
  }
  drawFormat(put, size)
  if (version >= 7) drawVersion(put, size, version)
}

function drawFormat(put: (x: number, y: number, dark: boolean) => void, size: number): void {
  const bit = (i: number) => ((FORMAT_L_MASK_0 >> i) & 1) === 1
  for (let i = 0; i < 15; i++) {
    // Once around the first corner, stepping over the timing lines, and once shared by the other two.
    if (i < 8) put(8, i < 6 ? i : i + 1, bit(i))
    else put(i === 8 ? 7 : 14 - i, 8, bit(i))
    if (i < 8) put(size - 1 - i, 8, bit(i))
    else put(8, size - 15 + i, bit(i))
  }
  put(8, size - 8, true)
}

function drawVersion(put: (x: number, y: number, dark: boolean) => void, size: number, version: number): void {
  let rest = version
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  const bits = (version << 12) | rest
  for (let i = 0; i < 18; i++) {
    const dark = ((bits >> i) & 1) === 1
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)]
    put(a, b, dark)
    put(b, a, dark)
  }
}

/** Fills what is free in pairs of columns, from the right, upwards and downwards in turn. */
function drawData(grid: Grid, words: number[]): void {
  const size = grid.length
  let at = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let vertical = 0; vertical < size; vertical++) {
      const upwards = ((right + 1) & 2) === 0
      const y = upwards ? size - 1 - vertical : vertical
      for (const x of [right, right - 1]) {
        const row = grid[y]
        if (!row || row[x] !== undefined) continue
        const dark = (((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1) === 1
        row[x] = dark !== ((x + y) % 2 === 0)
        at++
      }
    }
  }
}
