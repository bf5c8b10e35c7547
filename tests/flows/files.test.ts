import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tidyMedia } from '../../src/server/features/media/tidy-media.ts'
import { jpeg, mp4, pdf, png } from '../support/media-files.ts'
import { type Company, makeCompany, makeOperator, makePerson, type TestPerson } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { until } from '../support/until.ts'
import { uploadAs } from '../support/upload.ts'

const MB = 1_048_576

let server: TestServer
let company: Company
let agent: TestPerson

beforeAll(async () => {
  server = await startTestServer({ settings: { MEDIA_QUOTA_MB: '20' } })
})
afterAll(() => server.stop())
beforeEach(async () => {
  company = await makeCompany(server)
  agent = await makePerson(server, { companyId: company.id, role: 'agent' })
})

const upload = (bytes: Buffer, more: { type?: string; name?: string; contentType?: string; lang?: string } = {}) =>
  uploadAs(server, agent, bytes, more)
const bytesOf = (id: string, who: { cookie: string } = agent, query = '') =>
  fetch(`${server.url}/api/files/${id}${query}`, { headers: { cookie: who.cookie } })
const rows = () =>
  server.sql<{ id: string; storage_key: string }>('select * from file where company_id = $1', [company.id])
const onDisk = () =>
  readdirSync(path.join(server.system.config.DATA_DIR, 'media'), { recursive: true, withFileTypes: true }).filter(
    (each) => each.isFile() && each.parentPath.includes(company.id),
  ).length

describe('files that are to be sent', () => {
  test('TP-9 a file is kept with what its bytes say, and served as that', async () => {
    const answer = await upload(jpeg(), { type: 'IMAGE', name: 'foto "ñ".JPG' })
    expect(answer).toMatchObject({
      status: 200,
      body: { kind: 'image', type: 'image/jpeg', width: 800, height: 418, fileName: 'foto ñ .JPG', findings: [] },
    })
    const served = await bytesOf(answer.body.id as string)
    expect(Buffer.from(await served.arrayBuffer()).equals(jpeg())).toBe(true)
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringMatching(/^inline; /) as string,
      'content-security-policy': `default-src 'none'; sandbox`,
      'x-content-type-options': 'nosniff',
    })
    const document = await upload(pdf(), { type: 'DOCUMENT', name: 'boleta.pdf' })
    const attached = await bytesOf(document.body.id as string)
    expect(attached.headers.get('content-type')).toBe('application/octet-stream')
    expect(attached.headers.get('content-disposition')).toMatch(/^attachment; filename="boleta.pdf"/)
    await attached.arrayBuffer()
  })

  test('the same bytes are kept once, also when ten come at the same moment, under the name each gave them', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `copia ${i}.png`)
    const answers = await Promise.all(names.map((name) => upload(png(), { type: 'IMAGE', name })))
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1)
    expect(answers.map(({ body }) => body.fileName as string)).toEqual(names)
    expect([(await rows()).length, onDisk()]).toEqual([1, 1])
    const other = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: other.id, role: 'owner' })
    const theirs = await uploadAs(server, stranger, png(), { type: 'IMAGE' })
    expect(theirs.body.id).not.toBe(answers[0]!.body.id)
  })

  test('TP-9 MED-10 MED-11 MED-12 MED-13 MED-18 what is wrong is refused with its rule and sentence, and nothing of it is kept', async () => {
    const wrong: [Buffer, string, string, string][] = [
      [png({ filling: 2 * MB }), 'IMAGE', 'a.png', 'MED-11'],
      [mp4({ filling: 6 * MB }), 'VIDEO', 'a.mp4', 'MED-11'],
      [jpeg(), 'IMAGE', 'a.png', 'MED-10'],
      [Buffer.from('GIF89a'), 'IMAGE', 'a.gif', 'MED-12'],
      [mp4({ video: 'hvc1' }), 'VIDEO', 'a.mp4', 'MED-13'],
      [pdf({ encrypted: 'trailer' }), 'DOCUMENT', 'a.pdf', 'MED-18'],
      [Buffer.alloc(0), 'DOCUMENT', 'a.pdf', 'MED-18'],
    ]
    for (const [bytes, type, name, rule] of wrong) {
      const { status, body, headers } = await upload(bytes, { type, name, lang: 'en' })
      expect([status, headers.get('content-type')], rule).toEqual([422, 'application/problem+json; charset=utf-8'])
      expect(body).toMatchObject({
        code: 'file_refused',
        title: 'That file cannot be sent.',
        errors: [{ field: 'file', rule }],
      })
    }
    const spanish = await upload(Buffer.from('GIF89a'), { type: 'IMAGE', lang: 'es' })
    expect(spanish.body.errors).toMatchObject([{ message: 'Es un GIF; aquí va una imagen JPG o PNG de hasta 2 MB.' }])
    expect([(await rows()).length, onDisk()]).toEqual([0, 0])
  })

  test('beyond 16 MB nothing more is read', async () => {
    const { status, body } = await upload(png({ filling: 17 * MB }), { type: 'IMAGE' })
    expect([status, body.code]).toEqual([413, 'too_large'])
  })

  test('API-2 what is no upload is told so, by field', async () => {
    const post = (query: string, headers: Record<string, string>, body: string) =>
      fetch(`${server.url}/api/files${query}`, {
        method: 'POST',
        headers: { cookie: agent.cookie, origin: server.url, ...headers },
        body,
      })
    const form = { 'content-type': 'multipart/form-data; boundary=x' }
    for (const [query, headers, body, field] of [
      ['?type=IMAGE', form, '--x--\r\n', 'file'],
      ['?type=IMAGE', form, '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nhalf', 'file'],
      [
        '?type=IMAGE',
        form,
        '--x\r\ncontent-disposition: form-data; name="other"; filename="a.png"\r\n\r\nx\r\n--x--',
        'file',
      ],
      ['?type=IMAGE', { 'content-type': 'application/json' }, '{}', 'file'],
      ['?type=AUDIO', form, '--x--\r\n', 'type'],
      ['', form, '--x--\r\n', 'type'],
    ] as const) {
      const answer = await post(query, headers, body)
      expect([answer.status, await answer.json()], body).toMatchObject([400, { code: 'invalid', errors: [{ field }] }])
    }
  })

  test('when there is no room it is said, and nothing is kept', async () => {
    const filler = path.join(server.system.config.DATA_DIR, 'media', 'ballast')
    const { rmSync, writeFileSync } = await import('node:fs')
    writeFileSync(filler, Buffer.alloc(20 * MB))
    await until('it is seen to be full', async () => (await server.system.storage.free()) === 0)
    expect(await upload(png(), { type: 'IMAGE' })).toMatchObject({ status: 507, body: { code: 'storage_full' } })
    rmSync(filler)
    await until('there is room again', async () => (await server.system.storage.free()) > 0)
    expect([(await rows()).length, (await upload(png(), { type: 'IMAGE' })).status]).toEqual([0, 200])
  })
})

describe('who may', () => {
  test('strangers get 401, operators 403, pages from elsewhere 403', async () => {
    const { body } = await upload(png(), { type: 'IMAGE' })
    const nobody = { cookie: '' }
    const operator = await makeOperator(server)
    for (const [who, status] of [
      [nobody, 401],
      [operator, 403],
    ] as const) {
      expect((await uploadAs(server, who, png(), { type: 'IMAGE' })).status).toBe(status)
      expect((await bytesOf(body.id as string, who)).status).toBe(status)
    }
    const foreign = await uploadAs(server, agent, png(), { type: 'IMAGE', origin: 'https://elsewhere.example' })
    expect([foreign.status, foreign.body.code]).toEqual([403, 'wrong_origin'])
    // A route is found by other spellings of its path too.
    for (const spelling of ['/%61pi/files?type=IMAGE&use=chat', '/%61pi/contact-imports']) {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(png())]), 'x.png')
      const headers = { cookie: agent.cookie, origin: 'https://elsewhere.example' }
      const answer = await fetch(`${server.url}${spelling}`, { method: 'POST', headers, body: form })
      expect([answer.status, ((await answer.json()) as { code: string }).code], spelling).toEqual([403, 'wrong_origin'])
    }
  })

  test('another company finds nothing, nor does an agent who neither brought it nor reads it; admins see it', async () => {
    const { body } = await upload(png(), { type: 'IMAGE' })
    const id = body.id as string
    const other = await makeCompany(server)
    const stranger = await makePerson(server, { companyId: other.id, role: 'owner' })
    const colleague = await makePerson(server, { companyId: company.id, role: 'agent' })
    const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
    const seen = await Promise.all([stranger, colleague, admin, agent].map((who) => bytesOf(id, who)))
    expect(seen.map(({ status }) => status)).toEqual([404, 404, 200, 200])
    await uploadAs(server, colleague, png(), { type: 'IMAGE' })
    expect((await bytesOf(id, colleague)).status).toBe(200)
    expect((await bytesOf('no-id')).status).toBe(400)
  })
})

test('what nothing came of goes after a day; what a draft names stays, and what was just used', async () => {
  const [unused, drafted, used] = await Promise.all(
    [1, 2, 3].map(
      async (n) => (await upload(png({ width: 500 + n, height: 500 }), { type: 'IMAGE' })).body.id as string,
    ),
  )
  await server.sql(`update file set used_at = now() - interval '25 hours' where company_id = $1 and id <> $2`, [
    company.id,
    used,
  ])
  const [channel] = await server.sql<{ id: string }>(
    `insert into channel (company_id, id, business_name, alias) values ($1, gen_random_uuid(), 'x', 'x') returning id`,
    [company.id],
  )
  await server.sql(
    `insert into template_draft (company_id, id, channel_id, content, saved_by) values ($1, gen_random_uuid(), $2, $3, $4)`,
    [company.id, channel!.id, JSON.stringify({ sampleFileId: drafted }), agent.userId],
  )
  await tidyMedia(server.system)()
  expect(new Set((await rows()).map(({ id }) => id))).toEqual(new Set([drafted, used]))
  expect([(await bytesOf(unused!)).status, (await bytesOf(drafted!)).status, onDisk()]).toEqual([404, 200, 2])
})
