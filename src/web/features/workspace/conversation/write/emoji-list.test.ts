import { expect, test } from 'vitest'
import { emojiGroups, findEmojis } from './emoji-list.ts'

const signs = (query: string) => findEmojis(query).map(({ sign }) => sign)

test('WS-5 an emoji is found in Spanish and in English, with or without accents', () => {
  expect(signs('gracias')).toContain('🙏')
  expect(signs('THANKS')).toContain('🙏')
  expect(signs('lagrima')).toEqual(signs('lágrima'))
  expect(signs('corazón azul')).toEqual(['💙'])
  expect(signs('nadaasí')).toEqual([])
})

test('each emoji stands once and has words in both languages', () => {
  const all = emojiGroups.flatMap(({ emojis }) => emojis)
  expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length)
  expect(all.filter(({ words }) => !/^[^,]+, [^,]+$/.test(words))).toEqual([])
})
