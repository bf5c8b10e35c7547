import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutNodes, foldAt } from './fold.ts'
import { formatWhatsApp } from './format-whatsapp.ts'

const before = (text: string, marketing: boolean) => text.slice(0, foldAt(text, marketing) ?? text.length)

test('BODY-15 marketing folds after five lines, written or broken by the phone', () => {
  expect(foldAt('uno\ndos\ntres\ncuatro\ncinco', true)).toBeNull()
  expect(before('uno\ndos\ntres\ncuatro\ncinco\nseis', true)).toBe('uno\ndos\ntres\ncuatro\ncinco')
  expect(before('palabra '.repeat(60), true)).toBe(`${'palabra '.repeat(22)}palabra`)
  expect(foldAt('palabra '.repeat(60), false)).toBeNull()
})

test('BODY-15 other texts fold after 768 characters, between words', () => {
  expect(foldAt('a'.repeat(768), false)).toBeNull()
  expect(foldAt('a'.repeat(769), false)).toBe(768)
  expect(before('hola '.repeat(200), false).endsWith('hola')).toBe(true)
  expect(foldAt('a'.repeat(767) + '🎉🎉', false)).toBe(767)
})

test('BODY-15 what stands before the fold is drawn as in the whole', () => {
  const text = 'Lleva *pan\n- uno\n- dos* y _tres cuatro_'
  expect(cutNodes(formatWhatsApp(text), text.indexOf(' cuatro'))).toEqual([
    { type: 'text', text: 'Lleva *pan', at: 0 },
    {
      type: 'list',
      ordered: false,
      start: 1,
      items: [
        [{ type: 'text', text: 'uno', at: 13 }],
        [
          { type: 'text', text: 'dos* y ', at: 19 },
          { type: 'italic', children: [{ type: 'text', text: 'tres', at: 27 }] },
        ],
      ],
    },
  ])
})

test('BODY-15 a fold never stands outside its text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', ' ', '\n', '*'), maxLength: 1200 }),
      fc.boolean(),
      (text, kind) => {
        const end = foldAt(text, kind)
        expect(end === null || (end >= 0 && end < text.length)).toBe(true)
      },
    ),
  )
})
