import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Input, inputs } from './guards/inputs.ts'
import { everybody, getsIn, type Route, routes, type StandingName, standings } from './guards/routes.ts'
import { makeWorld, type World } from './guards/world.ts'
import { companyTables, rowsOf } from './guards/tables.ts'
import type { Answer, Call } from './support/caller.ts'
import { startTestServer, type TestServer } from './support/test-server.ts'

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g

let server: TestServer
/** One for each who may come; nothing in them is changed. */
const worlds = new Map<StandingName, World>()
/** Another company. */
let foreign: World
let foreignRows: string

beforeAll(async () => {
  server = await startTestServer()
  // What the server does by the clock is nobody's doing.
  await server.sql(`update turn set at = 'infinity'`)
  for (const who of everybody) worlds.set(who, await makeWorld(server, standings[who]))
  foreign = await makeWorld(server, standings.owner)
  foreignRows = await rowsOf(server, await companyTables(server), foreign.companyId)
})
afterAll(() => server.stop())

test('every route of the contract has its line in tests/guards/inputs.ts', () => {
  const known = new Set(routes.map(({ name }) => name))
  for (const { name } of routes)
    expect(
      inputs[name],
      `add '${name}' to tests/guards/inputs.ts: a call that its permitted callers may make`,
    ).toBeDefined()
  for (const name of Object.keys(inputs))
    expect(known, `'${name}' is no route any more: take it out of tests/guards/inputs.ts`).toContain(name)
})

describe.each(routes.filter(({ name }) => name in inputs))('$name', (route) => {
  const inputOf = (world: World): Input => inputs[route.name]!(world)
  const insiders = everybody.filter((who) => getsIn(who, route))
  const idParams = route.params.filter((param) => param !== 'token')

  test(route.access === 'anyone' ? 'a stranger gets in' : 'a stranger gets 401', async () => {
    const answer = await send(server.anonymous, route, inputOf(worlds.get('owner')!))
    if (route.access === 'anyone') expect(answer).toMatchObject({ status: 200 })
    else expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  if (route.access !== 'anyone') {
    test.each(everybody)(`%s gets what ${route.access} says`, async (who) => {
      const admitted = insiders.includes(who)
      const changes = admitted && route.method !== 'GET'
      const world = changes ? await makeWorld(server, standings[who]) : worlds.get(who)!
      const answer = await send(world.caller.call, route, inputOf(world))
      if (!admitted) expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } })
      // Who is in no company finds nothing there.
      else if (route.access === 'signed-in' && standings[who].role === null) expect([200, 404]).toContain(answer.status)
      else expect([200, 409], JSON.stringify(answer.body)).toContain(answer.status)
    })
  }

  if (idParams.length > 0) {
    test('an unknown id and that of another company are not found', async () => {
      for (const who of insiders) {
        const world = worlds.get(who)!
        const input = inputOf(world)
        const unknown = { ...input, path: { ...input.path, ...filled(idParams, () => randomUUID()) } }
        expect(await send(world.caller.call, route, unknown), who).toMatchObject({ status: 404 })
        // Operators look across companies, which is what their routes are for.
        if (route.access === 'operator.console') continue
        const strange = { ...input, path: { ...input.path, ...inputOf(foreign).path } }
        expect(await send(world.caller.call, route, strange), who).toMatchObject({ status: 404 })
      }
    })

    test('API-2 a malformed id is named', async () => {
      const world = worlds.get(insiders[0]!)!
      for (const param of idParams) {
        const input = inputOf(world)
        const malformed = { ...input, path: { ...input.path, [param]: 'not-an-id' } }
        const answer = await send(world.caller.call, route, malformed)
        expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ field: param }] } })
        expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
      }
    })
  }

  if (smuggled(inputOf(anyIds()), inputOf(anyIds())).length > 0) {
    test('ids of another company in what is sent are refused, each by itself', async () => {
      const world = await makeWorld(server, standings[insiders[0]!])
      const own = inputOf(world)
      for (const [id, input] of smuggled(own, inputOf(foreign))) {
        const { status, body } = await send(world.caller.call, route, input)
        const fitting = own.mayBeGone?.includes(id) ? [200] : [403, 404, 409, 422]
        expect(fitting, `${id}: ${status} ${JSON.stringify(body)}`).toContain(status)
      }
    })
  }

  if (route.method !== 'GET') {
    test('a write from elsewhere is refused', async () => {
      const world = worlds.get(insiders[0]!)!
      const input = inputOf(world)
      const refused = { status: 403, body: { code: 'wrong_origin' } }
      expect(await send(world.caller.call, route, input, { origin: 'https://elsewhere.example' })).toMatchObject(
        refused,
      )
      expect(await sendWithoutOrigin(world.caller.cookie, route, input)).toMatchObject(refused)
    })
  }
})

test('after all this nothing of the other company has changed', async () => {
  const rows = await rowsOf(server, await companyTables(server), foreign.companyId)
  expect(rows.split('\n')).toEqual(foreignRows.split('\n'))
})

function addressOf({ path }: Route, { path: params = {}, query }: Input): string {
  const filledIn = path.replaceAll(/\{(\w+)\}/g, (_, param: string) => params[param]!)
  return query === undefined ? filledIn : `${filledIn}?${new URLSearchParams(query)}`
}

const send = (call: Call, route: Route, input: Input, headers?: Record<string, string>): Promise<Answer> =>
  call(route.method, addressOf(route, input), input.body, headers)

async function sendWithoutOrigin(cookie: string, route: Route, input: Input) {
  const response = await fetch(`${server.url}/api${addressOf(route, input)}`, {
    method: route.method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  })
  return { status: response.status, body: await response.json() }
}

/** Stands for a world where only the shape of an input is asked. */
const anyIds = () => new Proxy({}, { get: () => randomUUID() }) as World

const filled = (keys: string[], value: () => string) => Object.fromEntries(keys.map((key) => [key, value()]))

/** The input once for each id in its query and body that differs between the companies, with the other company's there. */
function smuggled({ path = {}, query, body }: Input, other: Input): [id: string, input: Input][] {
  const text = JSON.stringify({ query, body })
  const otherIds = JSON.stringify({ query: other.query, body: other.body }).match(UUID) ?? []
  return (text.match(UUID) ?? [])
    .map((id, i) => [id, otherIds[i]!] as const)
    .filter(([id, otherId]) => id !== otherId)
    .map(([id, otherId]) => [id, { path, ...(JSON.parse(text.replaceAll(id, otherId)) as Input) }])
}
