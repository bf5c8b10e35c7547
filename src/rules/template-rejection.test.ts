import { expect, test } from 'vitest'
import type { Finding } from './finding.ts'
import { lintTemplate } from './template-lint/lint-template.ts'
import { likelyCauses } from './rejection-causes.ts'
import { pauseEnd } from './template-pause.ts'
import { explainRefusal, refusalCode } from './template-refusal.ts'
import { explainRejection } from './template-rejection.ts'

test('TP-2 reasons come in plain words, also misspelt or without one', () => {
  const format = 'El formato tiene un error.'
  expect(explainRejection('INVALID_FORMAT', 'es')).toBe(format)
  expect(explainRejection('INAVLID_FORMAT', 'es')).toBe(format)
  expect(explainRejection('Invalid Format', 'es', { recommendation: 'Agrega texto.' })).toBe(
    `${format} Sugerencia: Agrega texto.`,
  )
  expect(
    explainRejection('INVALID_FORMAT', 'en', { detail: 'It ends with a variable.', recommendation: 'Add text' }),
  ).toBe('The format has an error: It ends with a variable. Hint: Add text.')
  expect(explainRejection(null, 'en')).toBe(explainRejection('NONE', 'en'))
  expect(explainRejection('Too blue', 'en')).toBe("Meta's reason: Too blue.")
})

test.each([
  ['Template Already exists with same namespace and elementName and languageCode', 2388024],
  ['(#100) Invalid parameter - subcode 2388299', 2388299],
  ['(#100) subcode 2388072: The header can’t have new lines, emojis or asterisks', 2388047],
  ['2388072 Message body', 2388072],
  ['(#200) Permissions error', 200],
  ['Internal server error', undefined],
])('TP-6 %j is known as %s', (answer, code) => expect(refusalCode(answer)).toBe(code))

test('TP-6 a refusal comes in plain words; an unknown one as it came', () => {
  expect(explainRefusal('… 2388024 …', 'es')).toContain('Ya hay una plantilla con ese nombre')
  expect(explainRefusal('(#100) The parameter x is required', 'en')).toBe(
    'Meta did not accept a value. Detail: (#100) The parameter x is required',
  )
  expect(explainRefusal('Teapot', 'es')).toBe('Respuesta de Gupshup: Teapot')
})

const findingsOf = (body: string, category: 'UTILITY' | 'MARKETING' = 'UTILITY') =>
  lintTemplate(
    {
      name: 'aviso',
      language: 'es',
      category,
      type: 'TEXT',
      header: null,
      body,
      footer: null,
      buttons: [],
      examples: { 1: 'Lucía' },
    },
    { lang: 'es' },
  )
const rules = (findings: Finding[]) => findings.map(({ rule }) => rule)

test('TP-2 the rule that most likely caused it is found by lint and reason', () => {
  const ends = findingsOf('Hola, tu pedido está listo {{1}}')
  expect(rules(likelyCauses({ word: 'REJECTED', reason: 'INAVLID_FORMAT' }, ends))).toContain('VAR-09')
  expect(likelyCauses({ word: 'REJECTED', reason: 'SCAM' }, ends)).toEqual([])
  expect(rules(likelyCauses({ word: 'NOT_ACCEPTED', reason: 'subcode 2388299' }, ends))).toEqual(['VAR-09'])
  expect(rules(likelyCauses({ word: 'EDIT_REFUSED', reason: 'subcode 2388299' }, ends))).toEqual(['VAR-09'])

  const promotion = findingsOf('Aprovecha la oferta: 50 % de descuento solo por hoy en toda la tienda.')
  const [first] = rules(likelyCauses({ word: 'REJECTED', reason: 'INCORRECT_CATEGORY' }, promotion))
  expect(first).toMatch(/^CAT-/)
})

test('TP-2 three causes at most, errors before warnings, never advice; without a reason all may be it', () => {
  const finding = (rule: string, severity: Finding['severity']): Finding => ({
    rule,
    severity,
    confidence: 'c1',
    field: 'body',
    message: rule,
    blocks: false,
  })
  const all = [
    finding('CAT-01', 'warning'),
    finding('BODY-06', 'error'),
    finding('VAR-01', 'error'),
    finding('FTR-04', 'error'),
    finding('BODY-99', 'advice'),
  ]
  expect(rules(likelyCauses({ word: 'REJECTED', reason: 'INVALID_FORMAT' }, all))).toEqual([
    'VAR-01',
    'BODY-06',
    'FTR-04',
  ])
  expect(rules(likelyCauses({ word: 'REJECTED', reason: null }, all.slice(0, 1)))).toEqual(['CAT-01'])
})

const AT = new Date('2026-04-25T05:07:00Z')
test.each([
  ['Your WhatsApp message template has been paused for 3 hours until Apr 25 at 8:07 AM UTC because it had issues.', 3],
  ['Paused for 3 hours until Sat, 25 Apr 2026 08:07:00 GMT because of low quality.', 3],
  ['paused for 6 hours', 6],
  ['FIRST_PAUSE', 3],
  ['SECOND_PAUSE', 6],
  ['RATE_LIMITING_PAUSE', null],
  ['LOW_QUALITY', null],
])('TP-2 a pause told as %j ends after %s hours', (words, hours) => {
  expect(pauseEnd([null, words], AT)).toEqual(hours === null ? null : new Date(AT.getTime() + hours * 3_600_000))
})

test('TP-2 a pause over the new year ends in the next one', () => {
  const end = pauseEnd(['until Jan 1 at 2:00 AM UTC'], new Date('2026-12-31T23:00:00Z'))
  expect(end).toEqual(new Date('2027-01-01T02:00:00Z'))
})
