import { createCipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeSeal } from './seal.ts'

const [present, former, other] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const text = 'hola ñ 🔑'

/** As values were sealed before keys had names. */
function unnamed(key: Buffer, id?: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [...(id ? [id] : []), ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.')
}

test('CH-14 what is sealed shows nothing, differs each time, and opens with its key alone', () => {
  const seal = makeSeal(present)
  const sealed = seal.close(text)
  expect(sealed).not.toContain('hola')
  expect(seal.close(text)).not.toBe(sealed)
  expect(seal.open(sealed)).toBe(text)
  expect(() => makeSeal(other).open(sealed)).toThrow(/another key/)
  const swapped = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  for (const bad of [swapped, sealed.slice(0, -4), '', 'a.b', 'x.y.z.w'])
    expect(() => seal.open(bad), bad).toThrow(Error)
})

test('CH-14 several keys open, the present one seals', () => {
  const seal = makeSeal(present, former)
  const old = makeSeal(former).close(text)
  expect(seal.open(old)).toBe(text)
  expect([seal.isCurrent(old), seal.isCurrent(seal.close(text))]).toEqual([false, true])
  expect(makeSeal(present).open(seal.close(text))).toBe(text)
})

test('CH-14 values from before keys had names still open, whichever key it was', () => {
  const seal = makeSeal(present, former)
  for (const key of [present, former])
    for (const id of [undefined, 'k1']) {
      const old = unnamed(key, id)
      expect(seal.open(old)).toBe(text)
      expect(seal.isCurrent(old)).toBe(false)
    }
  expect(() => seal.open(unnamed(other, 'k1'))).toThrow(/another key/)
})
