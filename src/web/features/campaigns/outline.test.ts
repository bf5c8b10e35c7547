import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEEPEST, outlineFaults } from '../../../rules/dispositions.ts'
import { copied, type Line, type Move, moves, withNew } from './outline.ts'

/** `a >b >>c` … */
const read = (text: string): Line[] =>
  text.split(' ').map((word) => {
    const name = word.replace(/^>+/, '')
    return { id: name, name, depth: word.length - name.length, active: !name.endsWith('!'), used: name.endsWith('+') }
  })
const show = (lines: readonly Line[] | null) => lines && lines.map((l) => '>'.repeat(l.depth) + l.name).join(' ')

describe('AS-4 the tree of dispositions under the hands', () => {
  const lines = read('a >b >>c >d e')

  test.each([
    ['up', 3, 'a >d >b >>c e'],
    ['up', 1, null],
    ['down', 0, 'e a >b >>c >d'],
    ['down', 3, null],
    ['indent', 4, 'a >b >>c >d >e'],
    ['indent', 3, 'a >b >>c >>d e'],
    ['indent', 0, null],
    ['outdent', 1, 'a >d b >c e'],
    ['outdent', 2, 'a >b >c >d e'],
    ['outdent', 4, null],
    ['remove', 1, 'a >d e'],
  ] as [Move, number, string | null][])('AS-4 %s of line %i', (move, at, expected) => {
    expect(show(moves[move](lines, at))).toBe(expected)
  })

  test('AS-4 what was used is not removed, nor a group that holds it', () => {
    expect(moves.remove(read('a >b+'), 0)).toBeNull()
    expect(show(moves.remove(read('a >b+ c'), 2))).toBe('a >b+')
  })

  test('AS-4 a new line stands behind all of the one it was asked from, or within it', () => {
    expect(withNew(lines, 1, false)!.lines.map((l) => l.depth)).toEqual([0, 1, 2, 1, 1, 0])
    expect(withNew(lines, 0, true)!.lines.map((l) => l.name)).toEqual(['a', 'b', 'c', 'd', '', 'e'])
    const deep = read('a >b >>c >>>d >>>>e')
    expect(withNew(deep, DEEPEST - 1, true)).toBeNull()
  })

  test('AS-4 a copy has ids of its own and leaves out what is off, with all below it', () => {
    const copy = copied(read('a >b! >>c >d e+'))
    expect(show(copy)).toBe('a >d e+')
    expect(copy.every((line) => !line.used && line.id.length === 36)).toBe(true)
  })

  test('AS-4 whatever is moved, it stays a tree of the same lines', () => {
    const outline = fc
      .array(fc.integer({ min: 0, max: DEEPEST - 1 }), { minLength: 1, maxLength: 12 })
      .map((depths) => {
        let deepest = 0
        return depths.map((wanted, n): Line => {
          const depth = Math.min(wanted, deepest)
          deepest = Math.min(depth + 1, DEEPEST - 1)
          return { id: `n${n}`, name: `n${n}`, depth, active: true, used: false }
        })
      })
    const steps = fc.array(fc.tuple(fc.constantFrom<Move>('up', 'down', 'indent', 'outdent'), fc.nat(11)), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(outline, steps, (start, all) => {
        let now = start
        for (const [move, at] of all) if (at < now.length) now = moves[move](now, at) ?? now
        expect(outlineFaults(now)).toEqual([])
        expect(now.map((l) => l.id).toSorted()).toEqual(start.map((l) => l.id).toSorted())
      }),
    )
  })
})
