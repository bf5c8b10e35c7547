import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { table } from './arrays.ts'
import { type Database, openDatabase, type Tx } from './doors.ts'
import { newId } from './id.ts'

let url: string
let db: Database
beforeAll(async () => {
  url = await freshDatabase()
  db = openDatabase(url, { connections: 1 })
})
afterAll(() => db.end())

const row = fc.record(
  {
    uuid: fc.option(fc.uuid()),
    text: fc.option(fc.string({ unit: 'grapheme' })),
    bool: fc.option(fc.boolean()),
    small: fc.option(fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 })),
    int: fc.option(fc.integer()),
    big: fc.option(fc.maxSafeInteger()),
    at: fc.option(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })),
    bytes: fc.option(fc.uint8Array()),
  },
  { noNullPrototype: true },
)
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

const readBack = (rows: readonly Row[]) =>
  db.asSystem('inbound', async (tx) => {
    const { rows: back } = await sql<Row>`select * from ${table('v', rows, {
      uuid: ['uuid', (r) => r.uuid],
      text: ['text', (r) => r.text],
      bool: ['bool', (r) => r.bool],
      small: ['int2', (r) => r.small],
      int: ['int4', (r) => r.int],
      big: ['int8', (r) => r.big],
      at: ['timestamptz', (r) => r.at],
      bytes: ['bytea', (r) => r.bytes],
    })}`.execute(tx)
    return back.map((r) => ({ ...r, bytes: r.bytes && new Uint8Array(r.bytes) }))
  })

describe('rows as a table', () => {
  test('come back as they were, but for NUL, which PostgreSQL does not know', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row), async (rows) => {
        const kept = rows.map((r) => ({ ...r, text: r.text && r.text.replaceAll('\0', '') }))
        expect(await readBack(rows)).toEqual(kept)
      }),
      { numRuns: 200 },
    )
  })

  test('what is no UUID and no date is refused, and not written as something else', () => {
    const rows = [{ at: new Date(NaN), id: '123' }]
    expect(() => table('v', rows, { at: ['timestamptz', (r) => r.at] })).toThrow('no date')
    expect(() => table('v', rows, { id: ['uuid', (r) => r.id] })).toThrow('not a UUID')
    for (const end of ['x', '0', '00', '-zz'])
      expect(() => table('v', [newId() + end], { id: ['uuid', (id) => id] })).toThrow('not a UUID')
  })
})

test('one statement that reads a company stands in it alone, whatever the connection did before', async () => {
  const [one, other] = [newId(), newId()]
  await db.asSystem('sandbox', async (tx) => {
    for (const [id, name] of [
      [one, 'Uno'],
      [other, 'Dos'],
    ])
      await sql`insert into company (id, name, time_zone, country) values (${id}, ${name}, 'America/Lima', 'PE')`.execute(
        tx,
      )
  })
  const names = sql<{ name: string }>`select name from company where ${true}`
  const look = async (company: string) => (await db.look(company, names)).map(({ name }) => name)
  expect([await look(one), await look(other), await look(one)]).toEqual([['Uno'], ['Dos'], ['Uno']])
  const inside = await db.inTenant(other, async (tx) => (await names.execute(tx)).rows)
  expect([inside, await look(one)]).toEqual([[{ name: 'Dos' }], ['Uno']])
  await expect(db.look(one, sql`select 1 / ${0}::int`)).rejects.toThrow('division by zero')
  await expect(db.look('x; reset role', names)).rejects.toThrow('not a company')
  expect(await look(other)).toEqual(['Dos'])
  const all = await db.asSystem('sandbox', async (tx) => (await names.execute(tx)).rows)
  expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['Uno', 'Dos']))
})

test('options of the address stay, and take no connection out of its role', async () => {
  const own = openDatabase(`${url}?options=-c%20statement_timeout%3D7s`, { connections: 1 })
  const ask = sql<{
    role: string
    limit: string
  }>`select current_user as role, current_setting('statement_timeout') as limit`
  for (const answer of [
    await own.statement('inbound', (tx) => ask.execute(tx)),
    await own.asSystem('outbound', (tx) => ask.execute(tx)),
    await own.asSystem('readiness', (tx) => ask.execute(tx)),
  ])
    expect(answer.rows).toEqual([{ role: 'score_system', limit: '7s' }])
  await own.end()
})

test('who swallows the error of a statement does not believe that the rest was kept', async () => {
  const work = db.asSystem('outbound', async (tx) => {
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
  })
  await expect(work).rejects.toThrow('nothing was committed')
  expect(await db.asSystem('outbound', async () => 'usable')).toBe('usable')
})

test("the pipelines' statements are prepared once, go by index, and wait behind no screen", async () => {
  const ask = (n: number) =>
    db.asSystem('outbound', async (tx) => {
      await sql`select ${n}::int as n`.execute(tx)
      const { rows } = await sql<{ times: number; scans: string }>`
        select count(*)::int as times, current_setting('enable_seqscan') as scans from pg_prepared_statements
        where statement = ${'select $1::int as n'}`.execute(tx)
      return rows[0]
    })
  await ask(1)
  expect(await ask(2)).toEqual({ times: 1, scans: 'off' })
  const held = Promise.withResolvers<void>()
  const screen = db.asSystem('readiness', () => held.promise)
  expect(await ask(3)).toMatchObject({ times: 1 })
  held.resolve()
  await screen
})

describe('two transactions that wait for each other', () => {
  let pair: Database
  const [companyId, other] = [newId(), newId()]
  beforeAll(async () => {
    pair = openDatabase(url, { connections: 4 })
    await pair.asSystem('companies', async (tx) => {
      for (const id of [companyId, other])
        await sql`insert into company (id, name, note) values (${id}, 'Empresa', '')`.execute(tx)
    })
  })
  afterAll(() => pair.end())

  /** Both hold one row before either asks for the other's, in their first run. */
  function crossing() {
    let holding = 0
    const met = Promise.withResolvers<void>()
    return async (tx: Tx, first: string, second: string, mark: string) => {
      const write = (id: string) => sql`update company set note = note || ${mark} where id = ${id}`.execute(tx)
      await write(first)
      if (++holding === 2) met.resolve()
      await met.promise
      await write(second)
      return holding
    }
  }
  const notes = () =>
    pair.asSystem('companies', async (tx) => {
      const { rows } = await sql<{
        note: string
      }>`select note from company where id in (${companyId}, ${other})`.execute(tx)
      return rows.map((r) => Array.from(r.note).toSorted().join(''))
    })

  test('both succeed, each once: the one that PostgreSQL ends runs again', async () => {
    const cross = crossing()
    const runs = await Promise.all([
      pair.asSystem('companies', (tx) => cross(tx, companyId, other, 'a')),
      pair.asSystem('companies', (tx) => cross(tx, other, companyId, 'b')),
    ])
    expect(Math.max(...runs), 'one ran twice').toBe(3)
    expect(await notes()).toEqual(['ab', 'ab'])
  })

  test('a refusal and any other error is not tried again', async () => {
    let runs = 0
    const failing = pair.asSystem('companies', async (tx) => {
      runs++
      await sql`select 1 / 0`.execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(runs).toBe(1)
  })

  test('one that is ended each time gives up after the third', async () => {
    let runs = 0
    const ended = pair.inTenant(companyId, async (tx) => {
      runs++
      await sql`do $$ begin raise exception 'overtaken' using errcode = '40001'; end $$`.execute(tx)
    })
    await expect(ended).rejects.toMatchObject({ code: '40001' })
    expect(runs).toBe(3)
  })
})
