import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailSink, startMailSink } from '../../../../tests/support/mail-sink.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
import { sendQueuedMail } from '../../mail.ts'
import { notify } from './notify.ts'

let server: TestServer
let sink: MailSink
let operator: TestPerson

beforeAll(async () => {
  sink = await startMailSink()
  server = await startTestServer({ settings: { SMTP_URL: sink.url, MAIL_FROM: 'Faro <faro@example.com>' } })
  operator = await makeOperator(server)
})
afterAll(async () => {
  await server.stop()
  await sink.close()
})

const bellOf = async (person: TestPerson) => (await person.call('GET', '/notifications')).body
const mailTo = (address: string) => sink.mails.find((mail) => mail.includes(`To: ${address}`))

it('CH-3 a job tells the operators by bell and mail', async () => {
  const { db, jobs } = server.system
  const data = { channelId: operator.userId, businessName: 'Tienda Andina', companyName: 'Andina' }
  await db.asSystem('notifications', (tx) =>
    jobs.enqueue(tx, 'notification.operators', { kind: 'request_received', data }),
  )
  const bell = await until('the bell rings', async () => {
    const { items, unread } = await bellOf(operator)
    return unread === 1 && items
  })
  expect(bell).toMatchObject([{ kind: 'request_received', data, read: false }])
  const mail = await until('the mail comes', () => mailTo(operator.email))
  expect(mail).toContain('From: Faro <faro@example.com>')
  expect(mail).toContain(`${server.url}/solicitudes`)
})

it('a bell is its person’s own, and is seen as a whole', async () => {
  const company = await makeCompany(server)
  const [one, two] = [
    await makePerson(server, { companyId: company.id, role: 'admin' }),
    await makePerson(server, { companyId: company.id, role: 'admin' }),
  ]
  const ring = () =>
    server.system.db.asSystem('notifications', (tx) =>
      notify(tx, { userIds: [one.userId, one.userId], companyId: company.id, kind: 'channel_active', data: {} }),
    )
  await ring()
  await ring()
  expect(await bellOf(one)).toMatchObject({ unread: 2, items: [{ read: false }, { read: false }] })
  expect(await bellOf(two)).toEqual({ unread: 0, items: [] })
  expect((await one.call('POST', '/notifications/read')).status).toBe(200)
  expect(await bellOf(one)).toMatchObject({ unread: 0, items: [{ read: true }, { read: true }] })
})

it('PE-2 an invitation is mailed when a mail server is set, and its link waits sealed', async () => {
  const company = await makeCompany(server, { name: 'Andina' })
  const admin = await makePerson(server, { companyId: company.id, role: 'admin' })
  const form = { name: 'Pía', email: 'pia@example.com', role: 'agent' }
  const { body } = await admin.call('POST', '/invitations', form, { 'accept-language': 'en' })
  const mail = await until('the mail comes', () => mailTo('pia@example.com'))
  expect(mail).toContain(body.link)
  expect(mail).toContain('invitation to Andina')
  const jobs = await server.sql<{ data: { to: string } }>(`select data from pgboss.job where name = 'mail.send'`)
  expect(jobs.some((job) => job.data.to === 'pia@example.com')).toBe(true)
  expect(JSON.stringify(jobs)).not.toContain(body.link)
})

it('CH-11 each is told as they want: by bell, by mail, by both, by neither; each in their language', async () => {
  const company = await makeCompany(server, { name: 'Faro del Sur' })
  const [both, bellOnly, mailOnly, neither] = [
    await makePerson(server, { companyId: company.id, role: 'owner' }),
    await makePerson(server, { companyId: company.id, role: 'admin' }),
    await makePerson(server, { companyId: company.id, role: 'admin' }),
    await makePerson(server, { companyId: company.id, role: 'admin' }),
  ]
  const kind = 'channel_interrupted'
  const wants = (person: TestPerson, bell: boolean, mail: boolean) =>
    person.call('PUT', '/notifications/preferences', { kind, bell, mail })
  await wants(bellOnly, true, false)
  await wants(mailOnly, false, true)
  await wants(neither, false, false)
  await server.sql(`update auth."user" set locale = 'en' where id = $1`, [mailOnly.userId])
  const data = { channelId: company.id, businessName: 'Faro', identifier: '+51900000001', cause: 'wallet_empty' }
  const news = { companyId: company.id, kind, data, operators: false }
  const { db, jobs } = server.system
  await db.asSystem('notifications', (tx) => jobs.enqueue(tx, 'notification.company', news))
  const mail = await until('the mails', () => mailTo(both.email) && mailTo(mailOnly.email) && mailTo(mailOnly.email))
  expect(mail).toContain('its balance for sending is used up')
  expect(mailTo(both.email)).toContain('interrumpido')
  const rung = async (person: TestPerson) => (await bellOf(person)).items.map((n: { kind: string }) => n.kind)
  expect([await rung(both), await rung(bellOnly)]).toEqual([[kind], [kind]])
  expect([await rung(mailOnly), await rung(neither)]).toEqual([[], []])
  expect([mailTo(bellOnly.email), mailTo(neither.email)]).toEqual([undefined, undefined])
})

it('CH-11 the same words are mailed once in a while, however often they come true', async () => {
  const company = await makeCompany(server, { name: 'Faro del Norte' })
  const owner = await makePerson(server, { companyId: company.id, role: 'owner' })
  const data = { channelId: company.id, businessName: 'Norte', identifier: '+51900000002', cause: 'unhealthy' }
  const { db, jobs } = server.system
  for (let times = 0; times < 3; times += 1) {
    await db.asSystem('notifications', (tx) =>
      jobs.enqueue(tx, 'notification.company', {
        companyId: company.id,
        kind: 'channel_interrupted',
        data,
        operators: false,
      }),
    )
  }
  await until('three on the bell', async () => (await bellOf(owner)).unread === 3)
  await until('the mail', () => mailTo(owner.email))
  const queued = await server.sql(`select from pgboss.job where name = 'mail.send' and data ->> 'to' = $1`, [
    owner.email,
  ])
  expect(queued).toHaveLength(1)
})

it('CH-11 a mail whose job runs twice is sent once, and one the server turned away is tried again', async () => {
  const { seal, db } = server.system
  let tries = 0
  const sent: string[] = []
  const mailer = {
    send: (mail: { to: string }) => {
      tries += 1
      if (tries === 1) return Promise.reject(new Error('451 try again later'))
      sent.push(mail.to)
      return Promise.resolve()
    },
  }
  const job = { to: 'ana@example.com', subject: 'x', text: seal.close('y'), id: '01a21975-0000-7000-8000-000000000001' }
  const run = () => sendQueuedMail({ db, seal }, mailer)(job)
  await expect(run()).rejects.toThrow('451')
  await run()
  await run()
  expect(sent).toEqual(['ana@example.com'])
})

it('TP-6 a mail says that an edit or a deletion was refused, and why in plain words', async () => {
  const company = await makeCompany(server, { name: 'Faro del Este' })
  const [editor, remover] = [
    await makePerson(server, { companyId: company.id, role: 'admin' }),
    await makePerson(server, { companyId: company.id, role: 'admin' }),
  ]
  await server.sql(`update auth."user" set locale = 'en' where id = $1`, [remover.userId])
  const { db, jobs } = server.system
  const refused = (person: TestPerson, statusWord: string, reason: string) => {
    const data = { templateId: company.id, name: 'aviso', status: 'rejected', statusWord, reason }
    const news = { userIds: [person.userId], companyId: company.id, kind: 'template_decided', data }
    return db.asSystem('notifications', (tx) => jobs.enqueue(tx, 'notification.mail', news))
  }
  await refused(editor, 'EDIT_REFUSED', 'Invalid parameter, subcode 2388039')
  await refused(remover, 'DELETE_REFUSED', 'Template Cannot be deleted')
  const edited = await until('one mail', () => mailTo(editor.email))
  const removed = await until('the other', () => mailTo(remover.email))
  expect(edited).toContain('cambio de la plantilla aviso. No se puede editar ahora')
  expect(removed).toContain('WhatsApp refused to delete the template aviso. Answer of Gupshup: Template Cannot be')
})

it('CH-11 what one is told of follows from what one is', async () => {
  const company = await makeCompany(server)
  const agent = await makePerson(server, { companyId: company.id, role: 'agent' })
  const kinds = async (person: TestPerson) =>
    (await person.call('GET', '/notifications/preferences')).body.items.map((p: { kind: string }) => p.kind)
  expect(await kinds(agent)).toEqual(['messages_cancelled', 'mentioned'])
  expect(await kinds(operator)).toContain('request_received')
  expect(
    (await agent.call('PUT', '/notifications/preferences', { kind: 'no_such', bell: true, mail: true })).status,
  ).toBe(400)
})
