import { execFile } from 'node:child_process'
import { createCipheriv, randomBytes } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deriveKey } from '../../src/server/config.ts'
import { sealOf } from '../../src/server/seal.ts'
import { signInKeys } from '../../src/server/sign-in-secrets.ts'
import { makeActiveChannel } from '../support/channels.ts'
import { makeCompany, makeUser } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const [former, present, stray] = Array.from({ length: 3 }, () => randomBytes(48).toString('base64')) as [
  string,
  string,
  string,
]
const both = { SECRET: present, SECRET_PREVIOUS: [former] }
let server: TestServer
let channelIds: string[]

beforeAll(async () => {
  server = await startTestServer({ settings: { SECRET: former } })
  const { id: companyId } = await makeCompany(server)
  const channels = [await makeActiveChannel(server, { companyId }), await makeActiveChannel(server, { companyId })]
  channelIds = channels.map(({ id }) => id)
})
afterAll(() => server.stop())

/** As values were sealed before keys had names. */
function sealedLongAgo(text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', deriveKey({ SECRET: former }, 'credentials'), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return ['k1', ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.')
}

async function rotate(secrets: { SECRET: string; SECRET_PREVIOUS?: string[] }) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: server.databaseUrl,
    SECRET: secrets.SECRET,
    SECRET_PREVIOUS: secrets.SECRET_PREVIOUS?.join(',') ?? '',
  }
  const cwd = path.join(import.meta.dirname, '../..')
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli/rotate-secret.ts'], { cwd, env })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}
const hookSecrets = async () =>
  (
    await server.sql<{ sealed: string }>('select hook_secret as sealed from channel_connection order by channel_id')
  ).map(({ sealed }) => sealed)

test('CH-14 another SECRET: everything sealed is sealed anew, by a command that may be run again', async () => {
  const { seal } = server.system
  await server.sql('update channel_connection set hook_secret = $2 where channel_id = $1', [
    channelIds[0],
    sealedLongAgo('of long ago'),
  ])
  await server.sql('update channel_connection set api_key = $2 where channel_id = $1', [
    channelIds[0],
    seal.close('key'),
  ])
  await server.sql(`insert into provider_token (key, sealed) values ('app rotated', $1)`, [seal.close('token')])
  const { userId } = await makeUser(server, {})
  const [legacy, versioned] = [
    signInKeys({ SECRET: former, SECRET_PREVIOUS: [] }).legacySecret,
    signInKeys({ SECRET: former, SECRET_PREVIOUS: [] }),
  ]
  await server.sql('insert into auth."twoFactor" (secret, "backupCodes", "userId") values ($1, $2, $3)', [
    await symmetricEncrypt({ key: legacy, data: 'totp' }),
    await symmetricEncrypt({ key: versioned, data: 'codes' }),
    userId,
  ])
  const before = (await hookSecrets()).map((sealed) => seal.open(sealed))

  const first = await rotate(both)
  expect(first).toMatchObject({ code: 0 })
  expect(first.said).toMatch(/secrets of channels: 2 sealed anew/)
  expect(first.said).toMatch(/keys of channels: 1 sealed anew/)
  expect(first.said).toMatch(/two-factor secrets: 1 sealed anew/)
  expect(first.said).toMatch(/SECRET_PREVIOUS may be left out/)

  const alone = { SECRET: present, SECRET_PREVIOUS: [] }
  const now = sealOf(alone)
  expect((await hookSecrets()).map((sealed) => now.open(sealed))).toEqual(before)
  const [token] = await server.sql<{ sealed: string }>(`select sealed from provider_token where key = 'app rotated'`)
  expect(now.open(token!.sealed)).toBe('token')
  const [twoFactor] = await server.sql<{ secret: string; codes: string }>(
    'select secret, "backupCodes" as codes from auth."twoFactor" where "userId" = $1',
    [userId],
  )
  const key = signInKeys(alone)
  expect(await symmetricDecrypt({ key, data: twoFactor!.secret })).toBe('totp')
  expect(await symmetricDecrypt({ key, data: twoFactor!.codes })).toBe('codes')
  for (const secret of [former, present]) expect(first.said).not.toContain(secret)

  const again = await rotate(alone)
  expect(again.said).toMatch(/secrets of channels: 0 sealed anew/)
  expect(again.code).toBe(0)
}, 60_000)

test('CH-14 what no secret opens is named and left, the rest is done, and the command fails', async () => {
  const sealed = sealOf({ SECRET: stray, SECRET_PREVIOUS: [] }).close('lost')
  await server.sql('update channel_connection set hook_secret = $2 where channel_id = $1', [channelIds[0], sealed])
  const next = randomBytes(48).toString('base64')
  const done = await rotate({ SECRET: next, SECRET_PREVIOUS: [former, present] })
  expect(done.code).toBe(1)
  expect(done.said).toMatch(/secrets of channels: 1 sealed anew/)
  expect(done.said).toContain(channelIds[0])
  expect(done.said).toMatch(/SECRET_PREVIOUS/)
  expect(await hookSecrets()).toContain(sealed)
  expect(await rotate({ SECRET: next, SECRET_PREVIOUS: [stray] })).toMatchObject({ code: 0 })
}, 60_000)

test('ST-3 the command says which secret is missing or weak', async () => {
  expect(await rotate({ SECRET: '' })).toMatchObject({ code: 1, said: expect.stringContaining('openssl rand') })
  expect(await rotate({ SECRET: 'short' })).toMatchObject({ code: 1, said: expect.stringContaining('openssl rand') })
}, 60_000)
