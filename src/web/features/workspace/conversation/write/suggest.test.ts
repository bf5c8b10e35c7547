import { expect, test } from 'vitest'
import { replaced, typedAfter } from './suggest.ts'

test('WS-10 a word after / or @ is a search only where a word begins', () => {
  expect(typedAfter('/', '/gra', 4)).toEqual({ from: 0, query: 'gra' })
  expect(typedAfter('/', 'Hola /', 6)).toEqual({ from: 5, query: '' })
  expect(typedAfter('/', 'El 12/05', 8)).toBeNull()
  expect(typedAfter('/', 'https://a', 9)).toBeNull()
  expect(typedAfter('@', 'ana@example', 11)).toBeNull()
  expect(typedAfter('@', 'mira @Jos', 9)).toEqual({ from: 5, query: 'Jos' })
  expect(typedAfter('/', '/gra y más', 4)).toEqual({ from: 0, query: 'gra' })
})

test('WS-10 what is chosen takes the place of what was typed', () => {
  expect(replaced('Hola /gra fin', { from: 5, query: 'gra' }, 9, '¡Gracias!')).toEqual({
    text: 'Hola ¡Gracias! fin',
    caret: 14,
  })
})
