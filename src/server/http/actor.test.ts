import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { caller } from '../../../tests/support/caller.ts'
import { makeCompany, makePerson } from '../../../tests/support/people.ts'
import { startTestServer, type TestServer } from '../../../tests/support/test-server.ts'
import { SESSION } from './auth.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const somebody = async () => makePerson(server, { companyId: (await makeCompany(server)).id, role: 'agent' })
const status = async (cookie: string) => (await caller(server.url, cookie)('GET', '/session')).status
/** Of the one session that the person has. */
const lasts = (userId: string, seconds: number) =>
  server.sql(`update auth.session set "expiresAt" = now() + make_interval(secs => $2::float8) where "userId" = $1`, [
    userId,
    seconds,
  ])
const left = async (userId: string) => {
  const [row] = await server.sql<{ seconds: number }>(
    `select extract(epoch from "expiresAt" - now())::float8 as seconds from auth.session where "userId" = $1`,
    [userId],
  )
  return row?.seconds
}

test('PE-3 who asks again is found by one statement, and what has become of the session counts at once', async () => {
  const person = await somebody()
  expect(await status(person.cookie)).toBe(200)
  const asked: string[] = []
  // oxlint-disable-next-line typescript/unbound-method -- it is applied to its client below
  const real = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
    if (/\bsession\b/.test(text)) asked.push(text)
    return Reflect.apply(real, this, args) as never
  })
  expect(await status(person.cookie)).toBe(200)
  spy.mockRestore()
  expect(asked).toHaveLength(1)

  await server.sql('update member set active = false where user_id = $1', [person.userId])
  expect((await person.call('GET', '/workspace/counts')).status).toBe(403)
  await server.sql('delete from auth.session where "userId" = $1', [person.userId])
  expect((await person.call('GET', '/workspace/counts')).status).toBe(401)
})

test('PE-3 a session that is over lets nobody in; one that is in use is given its whole time again', async () => {
  const person = await somebody()
  expect(await status(person.cookie)).toBe(200)
  await lasts(person.userId, SESSION.expiresIn - SESSION.updateAge + 60)
  expect(await status(person.cookie)).toBe(200)
  expect(await left(person.userId)).toBeLessThan(SESSION.expiresIn - SESSION.updateAge + 60)
  await lasts(person.userId, SESSION.expiresIn - SESSION.updateAge - 60)
  expect(await status(person.cookie)).toBe(200)
  expect(await left(person.userId)).toBeGreaterThan(SESSION.expiresIn - 60)
  await lasts(person.userId, -1)
  expect(await status(person.cookie)).toBe(401)
})

test('a cookie whose signature is not ours names no session, whoever is signed in', async () => {
  const [one, other] = [await somebody(), await somebody()]
  expect([await status(one.cookie), await status(other.cookie)]).toEqual([200, 200])
  const [name, value] = one.cookie.split('=') as [string, string]
  const [token, signature] = decodeURIComponent(value).split('.') as [string, string]
  const [, foreign] = decodeURIComponent(other.cookie.split('=')[1]!).split('.') as [string, string]
  const bad = signature.startsWith('A') ? 'B' : 'A'
  for (const forged of [token, `${token}.`, `${token}.${foreign}`, `${token}.${bad}${signature.slice(1)}`])
    expect(await status(`${name}=${encodeURIComponent(forged)}`), forged).toBe(401)
  expect(await status(one.cookie)).toBe(200)
})
