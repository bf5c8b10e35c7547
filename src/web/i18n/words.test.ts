import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

type Words = { [key: string]: string | Words }

const folder = import.meta.dirname
const read = (language: string, file: string) =>
  JSON.parse(readFileSync(path.join(folder, language, file), 'utf8')) as Words

const flat = (words: Words, prefix = ''): [key: string, text: string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )

// Spanish has one plural form more than English.
const keys = (words: Words) =>
  [...new Set(flat(words).map(([key]) => key.replace(/_(many|one|other)$/, '')))].toSorted()
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted()

const files = readdirSync(path.join(folder, 'es'))

describe('words of the screens', () => {
  it('come in both languages, file by file', () => {
    expect(readdirSync(path.join(folder, 'en'))).toEqual(files)
  })

  describe.each(files)('%s', (file) => {
    const [es, en] = [read('es', file), read('en', file)]

    it('has the same keys in both, none empty', () => {
      expect(keys(en)).toEqual(keys(es))
      for (const [key, text] of [...flat(es), ...flat(en)]) expect(text.trim(), key).not.toBe('')
    })

    it('fills the same blanks in both', () => {
      const english = new Map(flat(en))
      for (const [key, text] of flat(es)) {
        const other = english.get(key)
        if (other !== undefined) expect(blanks(other), key).toEqual(blanks(text))
      }
    })

    it('has every plural form', () => {
      for (const [key] of flat(es).filter(([k]) => k.endsWith('_one'))) {
        expect(flat(es).map(([k]) => k)).toEqual(expect.arrayContaining([key.replace('_one', '_many')]))
        expect(flat(es).map(([k]) => k)).toEqual(expect.arrayContaining([key.replace('_one', '_other')]))
      }
    })
  })
})
