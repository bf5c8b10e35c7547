import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffText } from './text-diff.ts'

const words = fc.array(fc.constantFrom('Hola', ',', ' ', '\n', '{{1}}', 'pedido', 'está', 'listo', '🎉', '.', 'x'), {
  maxLength: 40,
})
const texts = fc.oneof(
  words.map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const without = (kind: string, before: string, after: string) =>
  diffText(before, after)
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('')

test('TP-10: the parts of a difference give both texts back, whole', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      expect(without('added', before, after)).toBe(before)
      expect(without('removed', before, after)).toBe(after)
    }),
  )
})

test('TP-10: parts are never empty, never stand twice in a row, and out comes before in', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const parts = diffText(before, after)
      expect(parts.every(({ text }) => text !== '')).toBe(true)
      expect(parts.some(({ kind }, at) => kind === parts[at + 1]?.kind)).toBe(false)
      expect(parts.some(({ kind }, at) => kind === 'added' && parts[at + 1]?.kind === 'removed')).toBe(false)
    }),
  )
})

test('TP-10: what did not change is not marked', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(diffText(text, text)).toEqual(text === '' ? [] : [{ kind: 'same', text }])
      expect(diffText(text, `${text}\n¡Gracias!`).some(({ kind }) => kind === 'removed')).toBe(/\s$/.test(text))
    }),
  )
})

test('TP-10: words are marked whole, and phrases that changed stay together', () => {
  expect(diffText('Hola, {{1}}. Tu pedido está listo.', 'Hola, {{1}}. Tu compra ya está lista.')).toEqual([
    { kind: 'same', text: 'Hola, {{1}}. Tu ' },
    { kind: 'removed', text: 'pedido' },
    { kind: 'added', text: 'compra ya' },
    { kind: 'same', text: ' está ' },
    { kind: 'removed', text: 'listo' },
    { kind: 'added', text: 'lista' },
    { kind: 'same', text: '.' },
  ])
  expect(diffText('uno dos tres', 'once doce trece')).toEqual([
    { kind: 'removed', text: 'uno dos tres' },
    { kind: 'added', text: 'once doce trece' },
  ])
  expect(diffText('Pasa por {{1}} 👩‍👧', 'Pasa por {{2}} 👩‍👦')).toContainEqual({ kind: 'added', text: '{{2}} 👩‍👦' })
})

test('TP-10: very long texts that have nothing in common are told at once', () => {
  const before = Array.from({ length: 5000 }, (_, n) => `a${n}`).join(' ')
  const after = Array.from({ length: 5000 }, (_, n) => `b${n}`).join(' ')
  const began = performance.now()
  expect(diffText(before, after)).toHaveLength(2)
  expect(performance.now() - began).toBeLessThan(1000)
})
