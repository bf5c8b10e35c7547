import { createServer, type IncomingMessage, request as ask, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeActiveChannel, type TestChannel } from '../../../../tests/support/channels.ts'
import { type Company, makeCompany, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { portOf } from '../../provider/gupshup/listen.test-support.ts'
import { reconcileAllTemplates } from './reconcile-all-templates.ts'
import { aForm } from './template-form.test-support.ts'

/** How the line to Gupshup treats submissions: the next one arrives and its answer is lost, or none arrives. */
let line: 'good' | 'answer lost' | 'requests lost' = 'good'
let submissions = 0
let proxy: Server
let server: TestServer
let company: Company
let admin: TestPerson
let channel: TestChannel

beforeAll(async () => {
  proxy = createServer((req, res) => {
    const submitting = req.method === 'POST' && req.url?.endsWith('/templates')
    if (submitting) submissions++
    if (submitting && line === 'requests lost') req.socket.destroy()
    else forward(req, res, submitting && line === 'answer lost')
  })
  const url = `http://127.0.0.1:${await portOf(proxy)}`
  server = await startTestServer({ settings: { GUPSHUP_PARTNER_URL: url }, simulator: { reviewDelayMs: 60_000 } })
  company = await makeCompany(server)
  admin = await makePerson(server, { companyId: company.id, role: 'owner' })
})
afterAll(async () => {
  await server.stop()
  proxy.close()
})
beforeEach(async () => {
  line = 'good'
  submissions = 0
  channel = await makeActiveChannel(server, { companyId: company.id })
})

/** To the simulator and back; `lose`: it acts, and the connection breaks before its answer. */
function forward(req: IncomingMessage, res: ServerResponse, lose = false): void {
  const { port } = new URL(server.simulator.url)
  const onward = ask({ port, path: req.url, method: req.method, headers: req.headers }, (answer) => {
    if (!lose) {
      res.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(res)
      return
    }
    line = 'good'
    req.socket.destroy()
  })
  req.pipe(onward)
}

const request = (form: object) => admin.call('POST', `/channels/${channel.id}/templates`, form)
const detail = async (id: string) => (await admin.call('GET', `/templates/${id}`)).body
const wordIs = (id: string, word: string) =>
  until(`the word is ${word}`, async () => (await detail(id)).statusWord === word, 15_000)
const held = () => server.simulator.books.templatesOf(channel.appId)

describe('submitTemplate', () => {
  test('TP-6: after an uncertain answer the list is asked, and nothing is submitted twice', async () => {
    line = 'answer lost'
    const { body } = await request(aForm())
    await wordIs(body.id, 'PENDING')
    expect(submissions).toBe(1)
    expect(held()).toHaveLength(1)
    const [row] = await server.sql('select provider_id from template where id = $1', [body.id])
    expect(row).toEqual({ provider_id: held()[0]?.id })
  })

  test('TP-6: what Gupshup refuses shows why, and can be mended and sent again under the same name', async () => {
    const form = aForm()
    server.simulator.books.seedApp({
      name: server.simulator.books.apps.get(channel.appId)!.name,
      templates: [{ elementName: form.name, body: 'Hola, ya estaba aquí.' }],
    })
    const { body } = await request(form)
    await wordIs(body.id, 'NOT_ACCEPTED')
    expect(await detail(body.id)).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('Already exists'),
      history: [{ source: 'submission', status: 'rejected' }, { source: 'person' }],
    })
    const bell = await admin.call('GET', '/notifications')
    expect(bell.body.items).toMatchObject([
      { kind: 'template_decided', data: { templateId: body.id, status: 'rejected' } },
    ])

    for (const { id } of held()) server.simulator.books.templates.remove(id)
    const again = await request({ ...form, displayName: 'Mejorada' })
    expect(again.body.id).toBe(body.id)
    await wordIs(body.id, 'PENDING')
    expect(await detail(body.id)).toMatchObject({ displayName: 'Mejorada', status: 'pending', reason: null })
  })

  test('TP-6: a request whose tries ended is taken up by the schedule', async () => {
    line = 'requests lost'
    const { body } = await request(aForm())
    await until('it was tried', async () => {
      const [row] = await server.sql('select submitted_at from template where id = $1', [body.id])
      return row?.['submitted_at']
    })
    await server.sql(`delete from pgboss.job where name = 'template.submit'`)
    await server.sql(`update template set updated_at = now() - interval '6 minutes' where id = $1`, [body.id])
    expect(await detail(body.id)).toMatchObject({ status: 'pending', statusWord: 'SENDING' })
    line = 'good'
    await reconcileAllTemplates(server.system)()
    await wordIs(body.id, 'PENDING')
    expect(held()).toHaveLength(1)
  })
})
