import * as fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { evil } from './mutate.ts'

/** As much of JSON Schema as openapi.json uses. */
export interface Schema {
  type?: string | string[]
  format?: string
  const?: unknown
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

const LONGEST = 5000

/** Values as the schema wants them, at its limits and just beyond, and now and then of quite another kind.
 *  `ids` are those that the caller may know or guess. */
export function valuesOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema, ids) }, { weight: 1, arbitrary: evil(LONGEST) })
}

function fitting(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => valuesOf(choice, ids)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'string':
      return strings(schema, ids)
    case 'integer':
    case 'number': {
      const { minimum: least = -1, maximum: most = 1000 } = schema
      return fc.constantFrom(least, most, least - 1, most + 1, Math.floor((least + most) / 2), least + 0.5)
    }
    case 'boolean':
      return fc.boolean()
    case 'array': {
      const { minItems: least = 0, maxItems: most = 5, items = {} } = schema
      const item = valuesOf(items, ids)
      const tooMany = item.map((one) => Array.from({ length: Math.min(most, LONGEST) + 1 }, () => one))
      return fc.oneof(
        { weight: 5, arbitrary: fc.array(item, { minLength: least, maxLength: Math.min(most, least + 4) }) },
        tooMany,
      )
    }
    case 'object':
      return objects(schema, ids)
    default:
      return type === 'null' ? fc.constant(null) : evil(LONGEST)
  }
}

/** Each property nearly always, and sometimes one that nobody asked for. */
function objects(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const { properties = {}, additionalProperties } = schema
  const known = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, valuesOf(inner, ids)]))
  const free = typeof additionalProperties === 'object' ? valuesOf(additionalProperties, ids) : evil(100)
  const keys = fc.constantFrom('1', '2', 'nombre', '', '__proto__', 'constructor', 'companyId', 'a.b', '\0')
  return fc
    .tuple(
      fc.record(known),
      fc.dictionary(keys, free, { maxKeys: typeof additionalProperties === 'object' ? 3 : 1 }),
      fc.option(fc.constantFrom(...Object.keys(properties), ''), { freq: 6, nil: '' }),
    )
    .map(([whole, more, without]) => {
      const { [without]: _left, ...rest } = whole as Record<string, unknown>
      return { ...more, ...rest }
    })
}

function strings({ format, minLength = 0, maxLength = 200 }: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (format === 'uuid')
    return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom(randomUUID(), 'no-id', ''))
  if (format === 'email')
    return fc.constantFrom('iris.vega@example.com', 'IRIS@EXAMPLE.COM', 'a@b', `${'x'.repeat(maxLength)}@example.com`)
  if (format === 'date-time')
    return fc.constantFrom(
      '2026-01-01T00:00:00Z',
      '9999-12-31T23:59:59.999Z',
      '0001-01-01T00:00:00Z',
      '0000-01-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-01-01',
    )
  const most = Math.min(maxLength, LONGEST)
  const lengths = fc.constantFrom(minLength, minLength - 1, most, most + 1, Math.min(12, most))
  const fills = fc.constantFrom('a', 'ñ', '😀', ' ', '{{1}}', '+51900000001', '\0', '\ud800', '%', '\\', "'")
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(lengths, fills).map(([n, fill]) => fill.repeat(Math.max(0, n)).slice(0, Math.max(0, n))),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '+51 900 000 001',
        'es',
        'America/Lima',
        'PE',
        'https://example.com',
        ...ids.slice(0, 3),
      ),
    },
  )
}
