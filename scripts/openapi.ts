// Writes openapi.json from the contract; `--check` writes nothing and fails when it is stale.
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { bareRoutes } from '../src/contract/bare-routes.ts'
import { contract } from '../src/contract/contract.ts'
import { problems } from '../src/contract/problems.ts'

const FILE = 'openapi.json'
const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
const document = (await generator.generate(contract, {
  info: {
    title: 'Score Canales',
    version: '1',
    description:
      'Everything the screens do. Sign in with POST /api/auth/sign-in/email; errors are problem+json (RFC 9457).',
  },
  servers: [{ url: '/api' }],
})) as unknown as OpenApi

for (const [path, operations] of Object.entries(bareRoutes))
  document.paths[path] = { ...document.paths[path], ...operations }

interface OpenApi {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
  components?: { schemas?: Record<string, unknown> }
}

const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
document.components = {
  ...document.components,
  schemas: {
    ...document.components?.schemas,
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'code'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string', description: "A sentence in the caller's language." },
        status: { type: 'integer' },
        code: { type: 'string', enum: Object.keys(problems) },
        requestId: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['field', 'message'],
            properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
          },
        },
        data: { type: 'object' },
      },
    },
  },
}
for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
  operation.responses['default'] = { description: 'A refusal, or a fault of ours.', content: problem }
}

const text = `${JSON.stringify(document, null, 2)}\n`
if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    console.error(`stale: ${FILE}; run: npm run openapi`)
    process.exitCode = 1
  }
} else writeFileSync(FILE, text)
