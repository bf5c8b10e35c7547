// Writes docs/settings.md from the descriptions in src/server/config.ts; `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { Settings } from '../src/server/config.ts'

const FILE = 'docs/settings.md'
const shown = (value: unknown) => (value === undefined ? '' : `\`${JSON.stringify(value).replaceAll('"', '')}\``)

const rows = Object.entries(Settings.shape).map(([name, setting]: [string, z.ZodType]) => {
  const given = setting.safeParse(undefined)
  return `| \`${name}\` | ${shown(given.success ? given.data : undefined)} | ${setting.description ?? ''} |`
})

const text = `# Settings

Every setting is a variable of the environment, read once at start. A bad one stops the start and says which, why, and
what to do. Without \`GUPSHUP_PARTNER_EMAIL\` the program runs as a sandbox and needs none of them.

This page is generated from \`src/server/config.ts\` by \`npm run settings\`.

| setting | default | meaning |
| --- | --- | --- |
${rows.join('\n')}

## The database

\`DATABASE_URL\` names PostgreSQL 15 or later as the owner of the database. The owner needs \`CREATEROLE\`, since the first
start makes the roles that the application takes on (\`score_tenant\`, \`score_system\`, \`score_auth\`), and the extensions
\`unaccent\` and \`pg_trgm\`, which PostgreSQL lets the owner of a database create. The start refuses when one of those roles
is superuser, owns anything, or may pass row security.

## Secrets

\`SECRET\` must have 32 characters or more. Make one with \`openssl rand -base64 48\` and keep it: sessions, and the
provider's credentials in the database, are made with it.
`

if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    console.error(`stale: ${FILE}; run: npm run settings`)
    process.exitCode = 1
  }
} else writeFileSync(FILE, text)
