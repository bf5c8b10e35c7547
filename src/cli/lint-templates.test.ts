import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const PROGRAM = new URL('lint-templates.ts', import.meta.url).pathname

const template = (changes: object) => ({
  id: 'T1',
  name: 'pedido_en_camino',
  language: 'es_PE',
  category: 'UTILITY',
  type: 'TEXT',
  header: null,
  body: 'Hola {{1}}, tu pedido {{2}} salió de nuestro almacén y llega hoy por la tarde.',
  footer: null,
  buttons: [],
  examples: { 1: 'Rosa', 2: 'P-204' },
  auth: null,
  ...changes,
})
const line = (changes: object) => JSON.stringify(template(changes))

function lint(input: string | Buffer, ...args: string[]) {
  const { stdout, status } = spawnSync(process.execPath, [PROGRAM, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 27,
  })
  expect(status).toBe(0)
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((answer): unknown => JSON.parse(answer))
}

const sound = { id: 'T1', findings: [] }
const error = { error: expect.any(String) }

test('API-4 one answer a line, with rule, severity, field and sentence and nothing else', () => {
  const [, wrong] = lint([line({}), line({ id: 7, footer: 'Bodega\nEjemplo' })].join('\n'))
  expect(wrong).toEqual({
    id: 7,
    findings: [{ rule: 'FTR-03', severity: 'error', field: 'footer', message: 'Escribe el pie en una sola línea.' }],
  })
})

test('API-4 what is not JSON, or JSON but no template, is answered with an error', () => {
  const deep = '['.repeat(100_000)
  const lines = [
    line({}),
    'no',
    '',
    ' ',
    '5',
    'null',
    '[]',
    `${line({})}\r`,
    '\r',
    deep + deep.replaceAll('[', ']'),
    line({}),
  ]
  expect(lint(lines.join('\n'))).toEqual([sound, error, error, error, error, error, error, sound, error, error, sound])
  expect(lint('')).toEqual([])
  expect(lint(`${line({})}\n`)).toEqual([sound])
})

test('API-4 a byte order mark, a huge line, wrong kinds of everything, ids that are none', () => {
  const [marked, huge, odd] = lint(
    `\uFEFF${line({})}\n${line({ body: 'á'.repeat(1_000_000) })}\n{"id":{},"name":5,"body":[],"__proto__":1,"buttons":[null]}\n`,
  )
  expect(marked).toEqual(sound)
  expect(huge).toMatchObject({
    id: 'T1',
    findings: expect.arrayContaining([expect.objectContaining({ rule: 'BODY-01' })]),
  })
  expect(odd).toMatchObject({
    id: null,
    findings: expect.arrayContaining([expect.objectContaining({ rule: 'STR-01' })]),
  })
})

test('API-4 --product adds the rules of the product, --lang en speaks English', () => {
  const french = line({ language: 'fr' })
  expect(lint(french)).toEqual([sound])
  expect(lint(french, '--product', '--lang', 'en')).toEqual([
    {
      id: 'T1',
      findings: [
        {
          rule: 'PRD-03',
          severity: 'error',
          field: 'language',
          message: 'Choose Spanish or English, or one of their variants.',
        },
      ],
    },
  ])
})

test('API-4 an option that is none ends with 2 and says which there are', () => {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--lang', 'fr'], { input: '', encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('--product')
})

test('API-4 a reader who has had enough is no fault', async () => {
  const program = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  program.stdin.on('error', () => undefined)
  program.stdin.write(`${line({})}\n`)
  await once(program.stdout, 'data')
  program.stdout.destroy()
  program.stdin.end(`${line({})}\n`.repeat(2000))
  expect(await once(program, 'close')).toEqual([0, null])
})
