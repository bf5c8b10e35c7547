import { expect, test } from 'vitest'
import { explainError } from './message-errors.ts'

test.each([
  [131026, 'no'],
  [131047, 'fix'],
  [470, 'fix'],
  [131049, '24h'],
  [131050, 'no'],
  [130429, 'later'],
  ['131056', 'later'],
  [132016, 'no'],
  [131031, 'fix'],
  [1002, 'no'],
  [1003, 'fix'],
  [4001, 'later'],
  [4005, 'fix'],
  [500, 'later'],
  [250, 'fix'],
])('WS-2 code %s says whether to send again: %s', (code, retry) => {
  const { meaning, retry: found } = explainError(code, 'es')
  expect(found).toBe(retry)
  expect(meaning).not.toContain(String(code))
  expect(explainError(code, 'en').meaning).not.toBe(meaning)
})

test('WS-2 what the provider adds is shown where the sentence asks for it', () => {
  expect(explainError(131009, 'en', 'to is $& missing').meaning).toMatch(/: to is \$& missing$/)
  expect(explainError(131009, 'en').meaning).toMatch(/wrong\.$/)
})

test('WS-2 an unknown code is named, with the provider’s words', () => {
  expect(explainError(999999, 'es', 'Odd fault')).toEqual({
    meaning: 'No se pudo entregar (código 999999). Odd fault',
    retry: 'no',
  })
})
