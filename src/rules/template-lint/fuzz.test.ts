import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TemplateContent } from '../template.ts'
import { applyMend, lintTemplate } from './lint-template.ts'

const { FUZZ_SEED, FUZZ_LINT_RUNS } = process.env
/** Little and always the same in `npm test`, more by `npm run fuzz -- --only lint`. */
const budget = { seed: Number(FUZZ_SEED ?? 1), numRuns: Number(FUZZ_LINT_RUNS ?? 5000) }
const patience = 60_000 + budget.numRuns * 20

const TEXTS = [
  '{{1}}',
  '{{2}}',
  '{{ 3 }}',
  '{{01}}',
  '{{nombre}}',
  '{{Name}}',
  '{{__proto__}}',
  '{4}',
  '{{',
  '}',
  '{{a-b}}',
  ' ',
  ', ',
  '\n',
  '\r\n',
  '\n\n\n',
  '\t',
  'hola',
  'tu pedido',
  'descuento',
  'código de verificación',
  'envía tu CVV',
  '*',
  '_',
  '~',
  '`',
  '🚚',
  '👩‍👩‍👧',
  '🇵🇪',
  '1️⃣',
  '\uD83D',
  '\u200D',
  'É',
  'e\u0301',
  '한국',
  'İ',
  '-',
  '      ',
  'https://bit.ly/a',
  'http://',
  'wa.me',
  '…',
  '“x”',
  '\0',
]
const phrase = fc.array(fc.constantFrom(...TEXTS), { maxLength: 14 }).map((pieces) => pieces.join(''))
const text = fc.oneof(phrase, fc.string({ unit: 'binary', maxLength: 80 }))
const orOdd = <T>(usual: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.anything() })

const button = fc.record(
  {
    type: orOdd(fc.constantFrom('QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'COPY_CODE', 'OTP', 'FLOW', 'CATALOG')),
    text: orOdd(phrase),
    url: orOdd(
      fc.oneof(
        phrase,
        phrase.map((end) => `https://example.com/${end}`),
        fc.webUrl(),
      ),
    ),
    phone_number: orOdd(fc.constantFrom('', '+51 900 000 001', '00519', 'x', '0800')),
    example: orOdd(fc.oneof(phrase, fc.array(phrase, { maxLength: 2 }))),
    otp_type: orOdd(fc.constantFrom('COPY_CODE', 'ONE_TAP', 'ZERO_TAP')),
    supported_apps: orOdd(fc.array(fc.record({ package_name: phrase, signature_hash: phrase }), { maxLength: 3 })),
  },
  { requiredKeys: [] },
)

const FIELDS = {
  name: orOdd(text),
  language: orOdd(fc.constantFrom('es', 'es-PE', 'en_US', 'es_LA', 'pt-BR', 'ES', 'x', '__proto__')),
  category: orOdd(fc.constantFrom('MARKETING', 'UTILITY', 'AUTHENTICATION', 'constructor')),
  type: orOdd(fc.constantFrom('TEXT', 'IMAGE', 'LIST', 'CAROUSEL', 'LTO', 'toString')),
  header: orOdd(
    fc.oneof(
      text,
      fc.constant(null),
      fc.record({ format: fc.constantFrom('IMAGE', 'TEXT', 'x'), mime: text, size: fc.double(), handle: text }),
    ),
  ),
  body: orOdd(fc.option(text)),
  footer: orOdd(fc.option(text)),
  buttons: orOdd(fc.array(orOdd(button), { maxLength: 6 })),
  examples: orOdd(fc.dictionary(fc.constantFrom('1', '2', '3', 'h1', 'nombre', 'url1', '__proto__'), orOdd(phrase))),
  auth: orOdd(
    fc.option(fc.record({ code_expiration_minutes: fc.anything(), add_security_recommendation: fc.anything() })),
  ),
  cards: orOdd(
    fc.array(orOdd(fc.record({ body: text, buttons: fc.array(button, { maxLength: 3 }) })), { maxLength: 3 }),
  ),
  message_send_ttl_seconds: fc.anything(),
}
const anyTemplate = fc.record(FIELDS, { requiredKeys: [] }) as unknown as fc.Arbitrary<TemplateContent>
const lint = (template: TemplateContent) => lintTemplate(template, { lang: 'es', product: true, siblings: [sibling] })
const sibling = { name: 'a', language: 'es', category: 'UTILITY', body: 'hola', footer: null } as const

describe('whatever a template holds', () => {
  test(
    'TP-5 nothing makes the lint throw, a mend clears its finding, and taking it again changes nothing',
    () => {
      fc.assert(
        fc.property(anyTemplate, (template) => {
          for (const finding of lint(template)) {
            if (!finding.mend) continue
            const mended = applyMend(template, finding)
            const isLeft = lint(mended).some(({ rule, field }) => rule === finding.rule && field === finding.field)
            if (isLeft) throw new Error(`${finding.rule} is still found at ${finding.field}`)
            if (!isDeepStrictEqual(applyMend(mended, finding), mended)) throw new Error(`${finding.rule} mends twice`)
          }
        }),
        budget,
      )
    },
    patience,
  )

  test(
    'TP-5 taking one mend after the other comes to an end, where none is left',
    () => {
      fc.assert(
        fc.property(anyTemplate, (template) => {
          let mended = template
          for (let taken = 0; taken < 60; taken++) {
            const next = lint(mended).find(({ mend }) => mend)
            if (!next) return
            mended = applyMend(mended, next)
          }
          throw new Error('mends without end')
        }),
        { ...budget, numRuns: Math.ceil(budget.numRuns / 5) },
      )
    },
    patience,
  )

  test('no template at all', () => {
    for (const odd of [null, undefined, 5, 'x', [], [[]], true, () => 1] as unknown[]) {
      expect(lint(odd as TemplateContent).some(({ rule }) => rule === 'STR-01')).toBe(true)
    }
  })
})

/** What makes patterns that look back and forth slow. A quadratic one would need minutes for these. */
const LONG = [
  'a',
  'ab ',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '{',
  '}',
  '{{',
  '{{1}}',
  '{{1}} ',
  '{{a',
  '*',
  '_ ',
  '`',
  '.',
  'a.',
  'a-',
  '[',
  '<a',
  '%a',
  'x',
  '_',
  'no ',
  'hay ',
  'ofertas ',
  'cvv ',
  'envia ',
  'vino ',
  '1',
  '1 ',
  '20 % ',
  'http://',
  'https://a',
  'www.',
  'a@',
  '+',
  '🚚',
  '\u200D',
  '🇵',
  'é',
  'e\u0301',
  '한',
  'ก',
  '漢',
  '\uD83D',
  '¡',
  '! ',
  "a'",
  'save ',
  'credito ',
  'solicitud pendiente ',
]

test('TP-5 no text of 100,000 characters holds the lint up', () => {
  for (const piece of LONG) {
    const long = piece.repeat(Math.ceil(100_000 / piece.length))
    const template = {
      name: long,
      language: long,
      category: 'UTILITY',
      type: long,
      header: long,
      body: `${long}!`,
      footer: long,
      buttons: [
        { type: 'QUICK_REPLY', text: long },
        { type: 'URL', text: 'a', url: long },
        { type: 'URL', text: 'b', url: `https://example.com/${long}`, example: long },
        { type: 'PHONE_NUMBER', text: 'c', phone_number: long },
        { type: 'COPY_CODE', example: long },
      ],
      examples: { 1: long, h1: long, a: long },
    } satisfies TemplateContent
    expect(lint(template).length).toBeGreaterThan(3)
  }
}, 120_000)
