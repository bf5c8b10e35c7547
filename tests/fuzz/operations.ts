import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { type Input, inputs } from '../guards/inputs.ts'
import type { World } from '../guards/world.ts'
import { evil, mutate, mutations, type Spoiling, spoil, spoilings } from './mutate.ts'
import { type Schema, valuesOf } from './schema.ts'

interface Operation {
  /** As in openapi.json: `POST /tickets/{id}/close`. */
  name: string
  method: string
  path: string
  parameters: { name: string; in: 'path' | 'query'; schema: Schema }[]
  body: Schema | undefined
}

interface Document {
  paths: Record<
    string,
    Record<
      string,
      { parameters?: Operation['parameters']; requestBody?: { content: { 'application/json'?: { schema: Schema } } } }
    >
  >
}

const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as Document

/** Every operation of the published contract. */
export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters,
    body: requestBody?.content['application/json']?.schema,
  })),
)

/** A request as it goes over the line. */
export interface Request {
  operation: string
  method: string
  url: string
  type: string
  body: Buffer | undefined
}

/** Requests of one operation: a good one with something wrong in it, or what the schema makes of itself. */
export function requestsOf(operation: Operation, world: World, foreign: World): fc.Arbitrary<Request> {
  const ids = [...idsOf(world), ...idsOf(foreign)]
  const good: Input = inputs[operation.name]?.(world) ?? {}
  const { method, name } = operation
  return fc
    .record({
      path: fc.record(
        Object.fromEntries(params(operation, 'path').map((p) => [p.name, pathParts(good, p.name, p.schema, ids)])),
      ),
      query: queries(operation, good, ids),
      body: bodies(operation, good, ids),
      how: fc.oneof({ weight: 4, arbitrary: fc.constant<Spoiling>('whole') }, spoilings),
      type: fc.oneof(
        { weight: 12, arbitrary: fc.constant('application/json') },
        fc.constantFrom('application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded', 'x/y'),
      ),
    })
    .map(({ path, query, body, how, type }) => ({
      operation: name,
      method,
      url: `${operation.path.replaceAll(/\{(\w+)\}/g, (_, key: string) => String((path as Record<string, unknown>)[key]))}${query}`,
      type,
      body: method === 'GET' ? undefined : bytesOf(body, how),
    }))
}

const bytesOf = (body: unknown, how: Spoiling) =>
  body === undefined ? undefined : spoil(JSON.stringify(body) ?? '', how)

const params = ({ parameters }: Operation, where: 'path' | 'query') => parameters.filter((p) => p.in === where)

export const idsOf = (world: World): string[] =>
  Object.values(world).filter(
    (value): value is string => typeof value === 'string' && /^[\da-f]{8}-[\da-f-]{27}$/.test(value),
  )

function pathParts(good: Input, name: string, schema: Schema, ids: string[]): fc.Arbitrary<string> {
  const own = good.path?.[name]
  const wrong = valuesOf(schema, ids).map((value) => encodeURIComponent(asText(value).slice(0, 600).toWellFormed()))
  const raw = fc.constantFrom('%zz', '%00', '%2e%2e', '%2F', '%ff', 'null', '~')
  return fc.oneof({ weight: 12, arbitrary: fc.constant(own ?? ids[0]!) }, { weight: 3, arbitrary: wrong }, raw)
}

function queries(operation: Operation, good: Input, ids: string[]): fc.Arbitrary<string> {
  const known = params(operation, 'query').map(({ name, schema }) =>
    fc
      .oneof(valuesOf(schema, ids), fc.constantFrom(...(name === 'cursor' ? forged : ['']), ''))
      .map((value) => pairs(name, value)),
  )
  const stray = fc
    .tuple(
      fc.constantFrom('limit', 'cursor', 'search', 'x', '__proto__', 'state[]', 'state[0][a]', 'a[b', '', '%zz', '%00'),
      evil(500),
    )
    .map(([name, value]) => pairs(name, value))
  return fc
    .tuple(
      fc.constant(good.query),
      known.length === 0 ? fc.constant([]) : fc.array(fc.oneof(...known), { maxLength: 4 }),
      fc.array(stray, { maxLength: 1 }),
    )
    .map(([first, ...more]) => {
      const all = [new URLSearchParams(first).toString(), ...more.flat()].filter((part) => part !== '')
      return all.length === 0 ? '' : `?${all.join('&')}`.slice(0, 6000)
    })
}

/** Cursors that look like ours and were never given out. */
const forged = [
  '2026-02-31 10:00:00+00|',
  '0000-01-01 10:00:00+00|',
  '2026-01-01 10:00:00+00|',
  '["0000-01-01T00:00:00.000000Z","',
]
  .flatMap((at) =>
    ['01a204e0-960b-7000-a470-fb4864ae2a77', '01a204e0-960b-7000-a470-fb4864ae2a77"]', '-'.repeat(36)].map((id) =>
      Buffer.from(at + id).toString('base64url'),
    ),
  )
  .flatMap((cursor) => [cursor, `0.${cursor}`, `999999.${cursor}`])

function pairs(name: string, value: unknown): string {
  const text = (each: unknown) => encodeURIComponent(asText(each).slice(0, 600).toWellFormed())
  const key = name.includes('%') ? name : encodeURIComponent(name)
  if (!Array.isArray(value)) return `${key}=${text(value)}`
  return value
    .slice(0, 60)
    .map((each, i) => `${key}${i % 2 === 0 ? '[]' : `[${i}]`}=${text(each)}`)
    .join('&')
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function bodies({ body }: Operation, good: Input, ids: string[]): fc.Arbitrary<unknown> {
  const spoiled = mutations(5000).map((changes) => mutate(good.body ?? {}, changes))
  const made = body === undefined ? evil(5000) : valuesOf(body, ids)
  return fc.oneof(
    { weight: 4, arbitrary: spoiled },
    { weight: 4, arbitrary: made },
    { weight: 2, arbitrary: fc.constant(good.body) },
  )
}
