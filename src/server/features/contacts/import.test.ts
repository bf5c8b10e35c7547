import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { makeContact } from '../../../../tests/support/tickets.ts'
import { until } from '../../../../tests/support/until.ts'

let server: TestServer
let company: Company
let admin: TestPerson

beforeAll(async () => {
  server = await startTestServer()
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'admin', name: 'Ana Torres' })
  const items = [
    { key: 'ciudad', label: 'Ciudad', type: 'text', options: [] },
    { key: 'vence', label: 'Vencimiento', type: 'date', options: [] },
  ]
  await admin.call('PUT', '/contact-attributes', { items })
})
afterAll(() => server.stop())

async function upload(file: string | Buffer, name = 'lista.csv') {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(typeof file === 'string' ? Buffer.from(file) : file)]), name)
  const answer = await fetch(`${server.url}/api/contact-imports`, {
    method: 'POST',
    headers: { cookie: admin.cookie, origin: server.url },
    body: form,
  })
  return { status: answer.status, body: (await answer.json()) as { id: string; errors?: { rule: string }[] } }
}
const get = async (id: string) => (await admin.call('GET', `/contact-imports/${id}`)).body
const reach = (id: string, state: string, ms = 60_000) =>
  until(
    state,
    async () => {
      const now = await get(id)
      if (now.state === 'failed') throw new Error(now.error)
      return now.state === state && now
    },
    ms,
  )
const check = (id: string, mapping: object, more: object = {}) =>
  admin.call('POST', `/contact-imports/${id}/check`, { mapping, ...more })
const byNumber = async (phone: string) =>
  (await admin.call('GET', `/contacts/by-number?phone=${encodeURIComponent(phone)}`)).body

describe('importing contacts', { timeout: 120_000 }, () => {
  test('Excel’s Latin-1 with semicolons: columns are guessed, every line is answered, nothing is written before', async () => {
    const known = await makeContact(server, { companyId: company.id, name: 'Sra. Núñez', phone: '+51900500001' })
    const gone = await makeContact(server, {
      companyId: company.id,
      name: 'Baja',
      phone: '+51900500009',
      optedOut: true,
    })
    const csv = [
      'Nombre;Teléfono;Ciudad;Vencimiento;Notas;Baja',
      'Íñigo Peña;900 500 002;Ñaña;28/07/2026;x;',
      ';900500001;Lima;;;',
      'Sin teléfono;;Lima;;;',
      'Excel;5,19E+10;;;;',
      'Corto;123;;31/02/2026;;',
      'Repetido;+51 900 500 002;;;;',
      '',
      'No quiere;900500003;;;;sí',
      'Baja;900500009;;;;',
    ].join('\r\n')
    const { body } = await upload(Buffer.from(csv, 'latin1'))
    expect(await get(body.id)).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      mapping: { 0: 'name', 1: 'phone', 2: 'attribute.ciudad', 3: 'attribute.vence', 5: 'optOut' },
      state: 'uploaded',
    })
    const { mapping } = await get(body.id)
    expect((await check(body.id, { 0: 'name' })).body.errors).toMatchObject([{ field: 'mapping', rule: 'CI-01' }])
    expect((await check(body.id, mapping, { consentSource: 'Formulario de la web' })).status).toBe(200)
    const checked = await reach(body.id, 'checked')
    expect(checked).toMatchObject({ made: 2, updated: 2, rejected: 4, skipped: 0 })
    expect(checked.problems.map((p: { line: number }) => p.line)).toEqual([4, 5, 6, 7])
    expect(checked.problems[1].reasons[0]).toContain('Excel')
    expect(checked.problems[2].reasons).toHaveLength(2)
    expect(checked.problems[3].reasons[0]).toContain('línea 2')
    expect(await byNumber('+51900500002')).toBeNull()

    expect((await admin.call('POST', `/contact-imports/${body.id}/start`, {})).status).toBe(200)
    expect(await reach(body.id, 'done')).toMatchObject({ made: 2, updated: 2, rejected: 4, lines: 10 })
    const { id } = await byNumber('+51900500002')
    expect((await admin.call('GET', `/contacts/${id}`)).body).toMatchObject({
      name: 'Íñigo Peña',
      attributes: { ciudad: 'Ñaña', vence: '2026-07-28' },
      consent: [{ given: true, how: 'import', source: 'Formulario de la web', by: 'Ana Torres' }],
    })
    // RE-2: who was changed has it in the own history; whom the file says nothing new of has not.
    const changes = async (of: string) => (await admin.call('GET', `/contacts/${of}/changes`)).body.items
    expect(await changes(known.id)).toMatchObject([
      {
        action: 'contact.import',
        by: 'Ana Torres',
        before: { 'attributes.ciudad': '' },
        after: { 'attributes.ciudad': 'Lima' },
      },
    ])
    expect(await changes(gone.id)).toEqual([])
    expect(await changes(id)).toMatchObject([
      {
        action: 'contact.create_import',
        by: 'Ana Torres',
        before: null,
        after: { phone: '+51900500002', name: 'Íñigo Peña', 'attributes.ciudad': 'Ñaña' },
      },
    ])
    const audit = await server.sql<{ after: unknown }>(
      `select after from audit where company_id = $1 and subject_id = $2`,
      [company.id, known.id],
    )
    expect(audit).toEqual([{ after: { fields: ['attributes.ciudad'] } }])
    // What the file leaves empty stays; a consent that a file states undoes no opt-out.
    expect((await admin.call('GET', `/contacts/${known.id}`)).body).toMatchObject({
      name: 'Sra. Núñez',
      attributes: { ciudad: 'Lima' },
    })
    expect((await admin.call('GET', `/contacts/${gone.id}`)).body.optedOutAt).not.toBeNull()
    expect(await byNumber('+51900500003')).toMatchObject({ optedOut: true })
    const result = await admin.call('GET', `/contact-imports/${body.id}/result`)
    expect(result.body).toContain('2;creado;')
    expect(result.body).toContain('3;actualizado;')
    expect(result.body).toMatch(/4;rechazado;.*CI-01/)
    expect(await server.sql('select storage_key from contact_import where id = $1', [body.id])).toEqual([
      { storage_key: null },
    ])
  })

  test('existing ones are skipped by choice; a workbook, an empty file and no heading are refused at once', async () => {
    await makeContact(server, { companyId: company.id, name: 'Como estaba', phone: '+51900500101' })
    const { body } = await upload('phone,name,out\n+51900500101,Otro,sí\n+51900500102,Nueva,\n')
    await check(body.id, { 0: 'phone', 1: 'name', 2: 'optOut' }, { existing: 'skip' })
    await reach(body.id, 'checked')
    await admin.call('POST', `/contact-imports/${body.id}/start`, {})
    expect(await reach(body.id, 'done')).toMatchObject({ made: 1, skipped: 1 })
    expect(await byNumber('+51900500101')).toMatchObject({ name: 'Como estaba' })
    // WS-9: who wants no more is heard in any case; and the lines shown for naming the columns are gone.
    const left = `select name from contact where company_id = $1 and marketing_opt_out_at is not null and name = 'Como estaba'`
    expect(await server.sql(left, [company.id])).toHaveLength(1)
    const shown = await server.sql<{ headings: string }>('select headings::text from contact_import where id = $1', [
      body.id,
    ])
    expect(shown[0]!.headings).not.toContain('Nueva')
    expect((await upload(Buffer.from('PK\u0003\u0004rest'))).body.errors).toMatchObject([{ rule: 'CSV-03' }])
    expect((await upload('')).body.errors).toMatchObject([{ rule: 'CSV-01' }])
    expect((await upload('telefono\n')).body.errors).toMatchObject([{ rule: 'CSV-01' }])
    const again = await admin.call('POST', `/contact-imports/${body.id}/start`, {})
    expect(again.body.code).toBe('import_state')
  })

  test('two lines with two numbers of one contact both count; an emoji where a cell is cut is no fault', async () => {
    const one = await makeContact(server, { companyId: company.id, name: 'Sra. Lima', phone: '+51900500021' })
    await server.sql(
      `insert into contact_address (company_id, kind, value, shown, contact_id) values ($1, 'phone', '51900500022', '+51900500022', $2)`,
      [company.id, one.id],
    )
    const long = `${'x'.repeat(59)}😀`
    const csv = `Nombre,Teléfono,Ciudad,Vencimiento,${'y'.repeat(99)}😀\nEva Lima,900500021,Lima,,${long}\n,900500022,,28/07/2026,\n`
    const { status, body } = await upload(csv)
    expect(status).toBe(200)
    await check(body.id, { 0: 'name', 1: 'phone', 2: 'attribute.ciudad', 3: 'attribute.vence' }, { existing: 'update' })
    await reach(body.id, 'checked')
    await admin.call('POST', `/contact-imports/${body.id}/start`, {})
    expect(await reach(body.id, 'done')).toMatchObject({ updated: 2 })
    expect((await admin.call('GET', `/contacts/${one.id}`)).body).toMatchObject({
      name: 'Eva Lima',
      attributes: { ciudad: 'Lima', vence: '2026-07-28' },
    })
  })

  test('a crash in the middle loses no line and takes none twice', async () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => `+5190061${String(n).padStart(4, '0')},Fila ${n}`)
    const { body } = await upload(`phone,name\n${lines.join('\n')}\n`)
    await check(body.id, { 0: 'phone', 1: 'name' })
    await reach(body.id, 'checked')
    await admin.call('POST', `/contact-imports/${body.id}/start`, {})
    await until('some are written', async () => (await get(body.id)).linesDone > 500)
    await server.restart()
    const done = await reach(body.id, 'done', 120_000)
    expect(done).toMatchObject({ made: 3_000, rejected: 0 })
    const [{ n }] = (await server.sql(
      `select count(*)::int as n from contact_address where company_id = $1 and value like '5190061%'`,
      [company.id],
    )) as [{ n: number }]
    expect(n).toBe(3_000)
  })
})

test('an export is the filtered list, reads again as an import, and no cell is a formula', async () => {
  await makeContact(server, { companyId: company.id, name: '=HYPERLINK("http://x.example")', phone: '+51900500301' })
  const { body, headers } = await admin.call('GET', '/contacts/export?search=hyperlink')
  expect(headers.get('content-disposition')).toContain('contactos.csv')
  const [heading, line, rest] = String(body).replace('\uFEFF', '').split('\r\n')
  expect(heading).toBe('Teléfono;Nombre;Baja;Ciudad;Vencimiento;Creado;Última actividad')
  // A number with its + is guarded too, and reads again.
  expect(line).toContain(`"'=HYPERLINK(""http://x.example"")"`)
  expect(rest).toBe('')
  const again = await upload(String(body))
  const { mapping, columns } = await get(again.body.id)
  expect(mapping[0]).toBe('phone')
  expect(columns[1].samples).toEqual(['=HYPERLINK("http://x.example")'])
  const audit = await server.sql(`select after from audit where company_id = $1 and action = 'contacts.export'`, [
    company.id,
  ])
  expect(audit).toEqual([{ after: { filters: { searched: true } } }])
})
