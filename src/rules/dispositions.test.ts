import { describe, expect, test } from 'vitest'
import { choosable, DEEPEST, MOST_DISPOSITIONS, outlineFaults, outlineOf, parentsOf } from './dispositions.ts'

const item = (id: string, depth = 0, name = id, active = true) => ({ id, depth, name, active })
const row = (id: string, parentId: string | null = null, active = true) => ({ id, parentId, active })

describe('AS-4 dispositions', () => {
  test('AS-4 an outline says who is below whom', () => {
    expect(parentsOf([item('a'), item('b', 1), item('c', 2), item('d', 1), item('e')])).toEqual([null, 0, 1, 0, null])
    const outline = outlineOf([row('a'), row('e'), row('b', 'a'), row('d', 'a'), row('c', 'b'), row('lost', 'gone')])
    expect(outline.map((o) => [o.id, o.depth])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
      ['d', 1],
      ['e', 0],
    ])
  })

  test('AS-4 depth and size are bounded, and nothing hangs in the air', () => {
    expect(outlineFaults([item('a'), item('b', 1)])).toEqual([])
    expect(outlineFaults([item('a', 1)])).toEqual([{ id: 'a', fault: 'depth' }])
    expect(outlineFaults([item('a'), item('b', 2)])).toEqual([{ id: 'b', fault: 'depth' }])
    expect(outlineFaults([item('a'), item('b', -1)])).toEqual([{ id: 'b', fault: 'depth' }])
    const deep = Array.from({ length: DEEPEST + 1 }, (_, n) => item(`d${n}`, n))
    expect(outlineFaults(deep)).toEqual([{ id: `d${DEEPEST}`, fault: 'depth' }])
    const many = Array.from({ length: MOST_DISPOSITIONS + 1 }, (_, n) => item(`n${n}`))
    expect(outlineFaults(many)).toEqual([{ id: `n${MOST_DISPOSITIONS}`, fault: 'too_many' }])
    expect(outlineFaults([item('a'), item('a')])[0]).toEqual({ id: 'a', fault: 'twice' })
  })

  test('AS-4 names differ within their group, by more than case and accents', () => {
    const outline = [item('a', 0, 'Venta'), item('b', 1, 'Otro'), item('c', 0, 'Queja'), item('d', 1, 'Otro')]
    expect(outlineFaults(outline)).toEqual([])
    expect(outlineFaults([...outline, item('e', 1, ' ótro ')])).toEqual([{ id: 'e', fault: 'same_name' }])
    expect(outlineFaults([item('a', 0, ' ')])).toEqual([{ id: 'a', fault: 'no_name' }])
  })

  test('WS-6 only active ends under active groups can be chosen, with the ways to them', () => {
    const rows = [
      row('sale'),
      row('cash', 'sale'),
      row('credit', 'sale', false),
      row('complaint', null, false),
      row('late', 'complaint'),
      row('empty'),
      row('gone', 'empty', false),
      row('call'),
    ]
    expect(choosable(rows).map((r) => [r.id, r.leaf])).toEqual([
      ['sale', false],
      ['cash', true],
      ['call', true],
    ])
  })
})
