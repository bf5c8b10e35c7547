import { expect, test } from 'vitest'
import { captionOf, compose, type SentFile } from './compose.ts'

const file = (id: string, type: SentFile['type']): SentFile => ({ id, name: id, bytes: 1, type })
const [photo, pdf, voice] = [file('photo', 'IMAGE'), file('pdf', 'DOCUMENT'), file('voice', 'AUDIO')]

test('WS-5 text alone is one message, nothing is none', () => {
  expect(compose('  Hola \n', [])).toEqual([{ text: 'Hola' }])
  expect(compose(' \n ', [])).toEqual([])
})

test('MED-16 the text stands under the first file that carries one, each file is a message', () => {
  expect(compose('Mira', [voice, photo, pdf])).toEqual([
    { text: '', file: voice },
    { text: 'Mira', file: photo },
    { text: '', file: pdf },
  ])
  expect(captionOf('', [voice, photo])).toBe(photo)
})

test('MED-04 MED-16 beside sound alone, or too long for a caption, the text follows by itself', () => {
  expect(compose('Escucha', [voice])).toEqual([{ text: '', file: voice }, { text: 'Escucha' }])
  const long = 'a'.repeat(1025)
  expect(compose(long, [photo])).toEqual([{ text: '', file: photo }, { text: long }])
  expect(captionOf(long, [photo])).toBeUndefined()
})
