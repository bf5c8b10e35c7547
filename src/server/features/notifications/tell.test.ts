import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailSink, startMailSink } from '../../../../tests/support/mail-sink.ts'
import { makeCompany, makeOperator, makePerson, type TestPerson } from '../../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../../tests/support/test-server.ts'
import { until } from '../../../../tests/support/until.ts'
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
