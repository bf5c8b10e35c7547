import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problems } from '../../src/contract/problems.ts'
import { standings, type StandingName } from '../guards/routes.ts'
import { companyTables, rowsOf, tablesOfPeople } from '../guards/tables.ts'
import { makeWorld, type World } from '../guards/world.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { budget, watchRejections } from './budget.ts'
import { operations, type Request, requestsOf } from './operations.ts'

const { seed, ms, runs } = budget({ ms: 8000, runs: 900 })
/** After so many requests everybody begins anew: what came before may have cost them their place. */
const ROUND = 300
/** A round that has begun asks something, on a slow machine too: one that asks nothing counts as failed. */
const LAST_ROUND_MS = 15_000
const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/g
const rowsOfPeople = async (): Promise<string> => rowsOf(server, await tablesOfPeople(server), foreign.companyId)

type Who = (typeof callers)[number]
const callers = ['owner in agent mode', 'admin', 'agent', 'operator', 'stranger'] as const
const rejections = watchRejections()

let server: TestServer
/** Another company, whose ids everybody guesses and nobody may see or change. */
let foreign: World
let secrets: string[]
let foreignRows: string

beforeAll(async () => {
  server = await startTestServer()
  foreign = await makeWorld(server, standings.owner)
  await server.sql(`update company set name = 'Secreta Ajena' where id = $1`, [foreign.companyId])
  await server.sql(`update contact set name = 'Persona Ajena' where company_id = $1`, [foreign.companyId])
  const everything = await rowsOf(server, await companyTables(server), foreign.companyId)
  secrets = ['Secreta Ajena', 'Persona Ajena', ...new Set(everything.match(UUID))]
  foreignRows = await rowsOfPeople()
})
afterAll(async () => {
  await server.stop()
  rejections.stop()
})

interface Caller {
  world: World
  cookie: string | undefined
}

async function everybody(): Promise<Map<Who, Caller>> {
  const made = new Map<Who, Caller>()
  for (const who of callers) {
    const name: StandingName = who === 'stranger' ? 'a person without company' : who
    const world = await makeWorld(server, standings[name])
    made.set(who, { world, cookie: who === 'stranger' ? undefined : world.caller.cookie })
  }
  return made
}

async function send({ cookie }: Caller, { method, url, type, body }: Request) {
  const answer = await fetch(`${server.url}/api${url}`, {
    method,
    headers: {
      origin: server.url,
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
  })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

/** What is wrong with an answer, in a few words. */
function complaint(
  who: Who,
  request: Request,
  { status, type, text }: Awaited<ReturnType<typeof send>>,
): string | null {
  if (status >= 500) return `${status}`
  if (status >= 400) {
    if (!type.startsWith('application/problem+json')) return `${status} is no problem+json but ${type}`
    const problem = JSON.parse(text) as { code: string; status: number }
    if (!(problem.code in problems) || problem.status !== status) return `${status} with ${problem.code}`
  }
  // Operators look across companies; what somebody sent in themselves is nothing learned.
  if (who === 'operator' && request.operation.includes(' /operator/')) return null
  const sent = request.url + String(request.body)
  const leaked = secrets.filter((secret) => text.includes(secret) && !sent.includes(secret))
  return leaked.length === 0 ? null : `leaks ${leaked.join(', ')}`
}

test(
  `every operation of openapi.json, whatever is sent by whomever: no fault, no unknown problem, no leak (seed ${seed})`,
  { timeout: ms + 120_000 },
  async () => {
    const end = Date.now() + ms
    const found = new Map<string, string>()
    for (let done = 0; done < runs && Date.now() < end; done += ROUND) {
      const people = await everybody()
      const call = fc.tuple(fc.constantFrom(...callers), fc.constantFrom(...operations)).chain(([who, operation]) => {
        const { world } = people.get(who)!
        // Operators may act on every company's requests: for them another company's ids are no guess.
        const guessed = who === 'operator' ? world : foreign
        return requestsOf(operation, world, guessed).map((request) => ({ who, request }))
      })
      await fc.assert(
        fc.asyncProperty(call, async ({ who, request }) => {
          const answer = await send(people.get(who)!, request)
          const wrong = complaint(who, request, answer)
          if (wrong === null) return
          const [asked, told] = [`${request.url}\n${String(request.body)}`, answer.text].map((t) => t.slice(0, 600))
          found.set(`${who} ${request.operation}: ${wrong}`, `round ${done}, ${request.type}: ${asked}\n${told}`)
        }),
        {
          seed: seed + done,
          numRuns: ROUND,
          interruptAfterTimeLimit: Math.max(LAST_ROUND_MS, end - Date.now()),
          markInterruptAsFailure: false,
        },
      )
    }
    expect(Object.fromEntries(found)).toEqual({})
  },
)

test('after all this nothing of the other company has changed, and no promise was left alone', async () => {
  expect(await rowsOfPeople()).toBe(foreignRows)
  expect(rejections.seen).toEqual([])
})

test('API-2 what cannot be read or stored is named, by whichever door it comes', async () => {
  const { call } = (await makeWorld(server, standings.admin)).caller
  const invalid = { status: 400, body: { code: 'invalid' } }
  expect(await call('GET', '/channels/%zz')).toMatchObject(invalid)
  expect(await call('GET', '/channels?cursor=nobody-gave-this')).toMatchObject(invalid)
  expect(await call('GET', '/tickets?search=%00')).toMatchObject({ body: { errors: [{ field: 'search' }] } })
  expect(await call('POST', '/auth/update-user', { name: 'Iris\0' })).toMatchObject(invalid)
  const campaign = await call('POST', '/campaigns', { name: 'Ventas \ud800' })
  expect(campaign).toMatchObject({ ...invalid, body: { errors: [{ field: 'name' }] } })
  expect(campaign.headers.get('content-type')).toMatch(/^application\/problem\+json/)
})
