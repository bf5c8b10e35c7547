import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePostback, encodePostback } from './postback.ts'

test('TK-5 a reference comes back as it went, within 256 characters', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 0, max: 9 }), (messageId, index) => {
      const text = encodePostback({ messageId, index })
      expect(text.length).toBeLessThanOrEqual(256)
      expect(decodePostback(text)).toEqual({ messageId, index })
    }),
  )
})

test('TK-5 what we did not write is not a reference', () => {
  fc.assert(fc.property(fc.string(), (text) => decodePostback(text) === null))
  expect(decodePostback('sc:018f0000-0000-7000-8000-000000000001:0 ')).toBeNull()
})

test('TK-5 only a uuid and a button’s place can be encoded', () => {
  expect(() => encodePostback({ messageId: 'abc', index: 0 })).toThrow(RangeError)
  expect(() => encodePostback({ messageId: '018f0000-0000-7000-8000-000000000001', index: -1 })).toThrow(RangeError)
})
