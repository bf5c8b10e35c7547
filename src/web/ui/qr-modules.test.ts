import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { qrModules } from './qr-modules.ts'

const picture = (text: string) => qrModules(text).map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
const hash = (text: string) => createHash('sha256').update(picture(text).join('\n')).digest('hex')

// The expected squares were read back, letter for letter, by an independent QR reader.
describe('qrModules', () => {
  it('draws version 1', () => {
    expect(picture('Score')).toEqual([
      '#######..#.##.#######',
      '#.....#..###..#.....#',
      '#.###.#.##.##.#.###.#',
      '#.###.#..#.#..#.###.#',
      '#.###.#...#.#.#.###.#',
      '#.....#.....#.#.....#',
      '#######.#.#.#.#######',
      '........##.##........',
      '###.########.##...#..',
      '.....#....#...#..#.##',
      '.#######.#..#...##.##',
      '.##.##.#.#....#.....#',
      '##.#.##.#...#.#.#...#',
      '........##.#.#.#..#..',
      '#######.#..#.###.#.##',
      '#.....#.##.###.##....',
      '#.###.#.####.###.#.##',
      '#.###.#..#....##.#.#.',
      '#.###.#.#...#...#...#',
      '#.....#.#.....#....#.',
      '#######.###.#.###..##',
    ])
  })

  it('draws the key of a second factor, and as much as fits', () => {
    const key = `otpauth://totp/Score:ana%40example.com?secret=${'A'.repeat(32)}&issuer=Score`
    expect(qrModules(key)).toHaveLength(37)
    expect(hash(key)).toBe('f20e55fb9fd510f0916cf83d4e7379d27097d136c3be3730b7bba1b3f5988bb5')
    expect(qrModules('x'.repeat(425))).toHaveLength(69)
    expect(hash('x'.repeat(425))).toBe('497e8a3f5f7456922145b6c27fc05dd6ab5e2c964eb655cd3749ff1c2730e2b5')
  })

  it('refuses what does not fit', () => {
    expect(() => qrModules('x'.repeat(426))).toThrow(RangeError)
  })
})
