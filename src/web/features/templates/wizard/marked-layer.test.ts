import { expect, test } from 'vitest'
import { piecesOf } from './marked-layer.tsx'

test('words that a finding is about are cut out of the text, the gravest on top', () => {
  const text = 'Aprovecha la oferta'
  const marks = [
    { start: 0, end: 9, tone: 'warning' as const },
    { start: 13, end: 19, tone: 'advice' as const },
    { start: 16, end: 40, tone: 'error' as const },
  ]
  const pieces = piecesOf(text, marks)
  expect(pieces.map(({ piece, tone }) => [piece, tone])).toEqual([
    ['Aprovecha', 'warning'],
    [' la ', undefined],
    ['ofe', 'advice'],
    ['rta', 'error'],
  ])
  expect(pieces.map(({ piece }) => piece).join('')).toBe(text)
  expect(piecesOf('', [])).toEqual([])
})
