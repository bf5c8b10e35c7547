import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, makeApprovedTemplate, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { makeTemplates } from '../../../../tests/support/templates.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  server = await startTestServer({ simulator: { reviewDelayMs: 60_000 } })
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Rocío Vela' })
})
afterAll(() => server.stop())
beforeEach(async () => {
  channel = await makeActiveChannel(server, { companyId: company.id })
})

const HEAD =
  'nombre_tecnico;nombre_visible;idioma;categoria;tipo;cuerpo;pie;parametro_1_nombre;parametro_1_muestra;parametro_2_nombre;parametro_2_muestra;boton_1_tipo;boton_1_texto;boton_1_valor;parametro_3_nombre;parametro_3_muestra'
const GOOD =
  'pedido_listo;Pedido listo;es;Utility;texto;"Hola, {{1}}. Tu pedido ya está listo:\n- recógelo en la tienda\n- o pide que te lo llevemos a casa";Librería Ejemplo;Nombre;Marisol;;;respuesta rápida;Iré hoy;'
const WEB =
  'pedido_web;Pedido en la web;es;Utility;texto;Tu pedido ya está en camino y puedes seguirlo.;;;;;;sitio web;Ver pedido;https://example.com/p'
const ENDS =
  'oferta;Oferta;es;Marketing;texto;"Hola, {{1}}. ¡Te ofrecemos {{2}} de descuento en {{3}}!";;Nombre;Marisol;Descuento;15 %;;;;Producto;libros'
const BAD = 'Mal Nombre;;es;Anuncio;texto;{{1}};;;;;;;;'
const CODE = 'codigo;Código;es;authentication;;;;;;;;;;'

const csv = (...lines: string[]) => [HEAD, ...lines].join('\n')
const send = (text: string | Buffer, mode?: string, overrides?: string[]) =>
  admin.call('POST', `/channels/${channel.id}/templates/import`, {
    file: Buffer.from(text as string).toString('base64'),
    ...(mode && { mode }),
    ...(overrides && { overrides }),
  })
const outcomes = ({ body }: { body: { lines: { line: number; outcome: string }[] } }) =>
  body.lines.map(({ line, outcome }) => `${line} ${outcome}`)
const templates = async () => (await admin.call('GET', `/channels/${channel.id}/templates`)).body
const drafts = async () => (await admin.call('GET', `/channels/${channel.id}/template-drafts`)).body

describe('importTemplates', () => {
  test('TP-5 every line is judged and answered by its number; looking changes nothing', async () => {
    const answer = await send(csv(GOOD, BAD, ENDS, GOOD, '', CODE, WEB))
    expect(answer.status).toBe(200)
    expect(outcomes(answer)).toEqual(['2 ready', '3 refused', '4 overridable', '5 refused', '7 ready', '8 ready'])
    const found = (at: number) =>
      answer.body.lines[at].findings.map(({ rule, column }: { rule: string; column: string }) => `${rule} ${column}`)
    expect(found(1)).toEqual(
      expect.arrayContaining(['CSV-12 categoria', 'CSV-11 nombre_visible', 'NAME-01 nombre_tecnico']),
    )
    expect(found(2)).toEqual(expect.arrayContaining(['VAR-13 cuerpo']))
    expect(found(3)).toEqual(expect.arrayContaining(['CSV-17 nombre_tecnico']))
    expect((await templates()).total).toBe(0)
    expect(await drafts()).toEqual([])
  })

  test('TP-4 lines without blocking errors become drafts, once; the same file again makes none', async () => {
    const first = await send(csv(GOOD, BAD, ENDS, CODE), 'drafts')
    expect(outcomes(first)).toEqual(['2 drafted', '3 refused', '4 drafted', '5 drafted'])
    const kept = await drafts()
    expect(kept).toHaveLength(3)
    const one = kept.find(({ id }: { id: string }) => id === first.body.lines[0].id)
    expect(one.content).toMatchObject({
      name: 'pedido_listo',
      body: 'Hola, {{1}}. Tu pedido ya está listo:\n- recógelo en la tienda\n- o pide que te lo llevemos a casa',
      parameters: [{ n: 1, name: 'Nombre', sample: 'Marisol' }],
      buttons: [{ type: 'QUICK_REPLY', text: 'Iré hoy', optOut: false }],
      step: 5,
    })
    const again = await send(csv(GOOD, BAD, ENDS, CODE), 'drafts')
    expect(outcomes(again)).toEqual(['2 exists', '3 refused', '4 exists', '5 exists'])
    expect(again.body.lines[0].findings).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'CSV-18' })]))
    expect(await drafts()).toHaveLength(3)
  })

  test('TP-6, NAME-03 requests reach the provider; their untouched drafts go; the same file again requests none', async () => {
    await send(csv(GOOD, ENDS), 'drafts')
    const first = await send(csv(GOOD, BAD, ENDS, CODE, WEB), 'requests')
    expect(outcomes(first)).toEqual(['2 requested', '3 refused', '4 overridable', '5 requested', '6 requested'])
    await until('the provider has them', () => server.simulator.books.templatesOf(channel.appId).length === 3)
    expect((await drafts()).map(({ content }: { content: { name: string } }) => content.name)).toEqual(['oferta'])
    const second = await send(csv(GOOD, ENDS), 'requests', ['VAR-13'])
    expect(outcomes(second)).toEqual(['2 exists', '3 requested'])
    const told = second.body.lines[0].findings.find(({ rule }: { rule: string }) => rule === 'NAME-03')
    expect(told).toMatchObject({ column: 'nombre_tecnico', severity: 'error' })
    const [entry] = await server.sql('select after from audit where subject_id = $1', [second.body.lines[1].id])
    expect(entry).toMatchObject({ after: { name: 'oferta', overridden: ['VAR-13'] } })
    expect((await templates()).total).toBe(4)
  })

  test.each(['plantillas-ejemplo.csv', 'templates-sample.csv'])(
    'TP-8 the sample file %s has no faults',
    async (name) => {
      const folder = path.resolve(import.meta.dirname, '../../../web/features/templates/bulk')
      const { body } = await send(readFileSync(path.join(folder, name)))
      expect(body.unknownColumns).toEqual([])
      for (const { outcome, findings } of body.lines) {
        const serious = findings.filter(({ severity }: { severity: string }) => severity !== 'advice')
        expect([outcome, serious]).toEqual(['ready', []])
      }
    },
  )

  test('NAME-05, LIM-01 a name that is still reserved, and what the account cannot hold, are told before one tries', async () => {
    // Numbers of one account share its limits; this one has an account of its own.
    await server.sql(`update channel_connection set waba_id = '100000000000777' where channel_id = $1`, [channel.id])
    const { id } = await makeApprovedTemplate(server, { companyId: company.id, channel, name: 'pedido_listo' })
    await server.sql(
      `update template set deleted_at = now(), name_reserved_until = now() + interval '9 days' where id = $1`,
      [id],
    )
    const answer = await send(csv(GOOD, WEB), 'requests')
    expect(outcomes(answer)).toEqual(['2 refused', '3 requested'])
    expect(answer.body.lines[0].findings).toMatchObject([{ rule: 'NAME-05', column: 'nombre_tecnico' }])

    const { length: more } = await makeTemplates(server, { companyId: company.id, channelId: channel.id, count: 5998 })
    expect(more).toBe(5998)
    const full = await send(
      csv(ENDS.replace('{{3}}!', '{{3}} hoy.'), WEB.replaceAll('pedido_web', 'otro_web')),
      'requests',
      ['PRD-01'],
    )
    expect(full.body.lines.at(-1).findings.map(({ rule }: { rule: string }) => rule)).toContain('LIM-01')
  })

  test('LIM-02 of more than a hundred the rest wait an hour', async () => {
    const line = (n: number) =>
      `aviso_${n};Aviso ${n};es;Utility;texto;Aviso ${n}: el pedido número ${n} ya salió de nuestra tienda hacia ti.;;;;;;;;`
    const { body } = await send(csv(...Array.from({ length: 101 }, (_, n) => line(n))), 'requests')
    const waits = body.lines.map(({ submittedAt }: { submittedAt: string | null }) => submittedAt)
    expect(waits.slice(0, 100).every((at: unknown) => at === null)).toBe(true)
    expect(Date.parse(waits[100]) - Date.now()).toBeGreaterThan(55 * 60_000)
    const jobs = await server.sql(
      `select count(*)::int as n from pgboss.job where name = 'template.submit' and data->>'templateId' = $1
        and start_after > now() + interval '50 minutes'`,
      [body.lines[100].id],
    )
    expect(jobs).toEqual([{ n: 1 }])
  })

  test('TP-8 what cannot be read is refused with rule and sentence, in the reader’s language; nothing is half done', async () => {
    const latin = await send(Buffer.from(csv('año;Año;es;Utility;texto;x;;;;;;;;'), 'latin1'), 'drafts')
    expect(latin.status).toBe(422)
    expect(latin.body).toMatchObject({ code: 'csv_refused', errors: [{ field: 'file', rule: 'CSV-02' }] })
    expect(latin.body.title).toContain('CSV UTF-8')
    expect((await send('PK\u0003\u0004')).body).toMatchObject({ errors: [{ rule: 'CSV-03' }] })
    expect((await send('a'.repeat(2_100_000))).body).toMatchObject({ errors: [{ rule: 'CSV-04' }] })
    expect((await send('a'.repeat(2_200_000))).status).toBe(400)
    expect((await send('a'.repeat(2_600_000))).status).toBe(413)
    expect(await drafts()).toEqual([])
  })

  test('TP-8 an export is safe in a spreadsheet, and importing it again finds everything there', async () => {
    const list = '- pan recién hecho cada mañana en nuestra tienda\n- y café para empezar bien el día'
    await send(csv(GOOD, WEB, CODE, `lista;=Lista;es;Utility;texto;"${list}";;;;;;;;`), 'requests')
    const { body } = await admin.call('GET', `/channels/${channel.id}/templates/export`)
    expect(body.fileName).toBe('plantillas.csv')
    expect(body.csv).toContain("'=Lista")
    expect(body.csv).toContain('"\'- pan recién')
    const again = await send(body.csv, 'requests')
    expect(outcomes(again)).toEqual(['2 exists', '3 exists', '4 exists', '5 exists'])
    const elsewhere = await makeActiveChannel(server, { companyId: company.id })
    channel = elsewhere
    expect(outcomes(await send(body.csv, 'requests'))).toEqual([
      '2 requested',
      '3 requested',
      '4 requested',
      '5 requested',
    ])
    const { body: copied } = await admin.call('GET', `/channels/${elsewhere.id}/templates/export`)
    expect(copied.csv).toBe(body.csv)
  })
})
