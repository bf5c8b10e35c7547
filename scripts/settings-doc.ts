// Writes docs/settings.md from the settings in src/server/config.ts. `--check` writes nothing and fails when it is stale.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type * as z from 'zod'
import { Settings } from '../src/server/config.ts'

const FILE = 'docs/settings.md'

const AFTERWARDS = `
## The two modes

Without \`GUPSHUP_PARTNER_EMAIL\` this is the **sandbox**: a Gupshup simulator, a demo company, and logins that are printed
at the start and kept in \`DATA_DIR/sandbox-logins.json\`. With it, this is **production**, which needs
\`GUPSHUP_PARTNER_SECRET\` and \`SECRET\` too and has nothing of the sandbox. The two never share a database: a start that
would mix them is refused.

Keep \`SECRET\`: sessions, and the provider's credentials in the database, are made with it. Make one with
\`openssl rand -base64 48\`. How it is exchanged for another stands in \`docs/secrets.md\`.

## The first operator

Operators create companies and approve numbers. The first one is made by a command, once, before or after the first start:

\`\`\`
npm run create-operator -- --email ana@example.com --name "Ana Torres"
\`\`\`

It reads \`DATABASE_URL\`, else \`DATA_DIR\`, and prints a password that is shown only then; \`PASSWORD\` in the environment
sets one instead. When there is an operator already it refuses, unless \`--another\` is added.

## A database of your own

\`DATABASE_URL\` names an empty database with the encoding UTF8 on PostgreSQL 15 or later, and a user that owns it and may
make roles. It need not be a superuser; \`unaccent\` and \`pg_trgm\`, which come with PostgreSQL (package
\`postgresql-contrib\` on some systems), are installed by it. As superuser:

\`\`\`sql
create role score login createrole password '…';
create database score owner score encoding 'UTF8' template template0;
\`\`\`

The first start makes the roles \`score_tenant\`, \`score_system\` and \`score_auth\`, which own nothing and cannot log in; every
transaction of the application takes on one of them. A start is refused when one of these is a superuser, owns anything,
has BYPASSRLS, or is a member of a role that is or has. Where \`createrole\` cannot be given, a superuser makes them once:

\`\`\`sql
create role score_tenant nologin;
create role score_system nologin;
create role score_auth nologin;
grant score_tenant, score_system, score_auth to score with admin option;
\`\`\`

Connections go straight to PostgreSQL or through a pool of whole sessions; a pool of transactions does not carry
\`LISTEN\` and session locks.
`

const shown = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.length === 0)
    ? ''
    : `\`${(Array.isArray(value) ? value.join() : JSON.stringify(value)).replaceAll('"', '')}\``

const rows = Object.entries(Settings.shape).map(([name, setting]: [string, z.ZodType]) => {
  const given = setting.safeParse(undefined)
  return `| \`${name}\` | ${shown(given.success ? given.data : undefined)} | ${setting.description ?? ''} |`
})
const text = `# Settings

Every setting is a variable of the environment, read once at the start. A bad one stops the start and says which, why, and
what to do. Without \`GUPSHUP_PARTNER_EMAIL\` the program runs as a sandbox and needs none of them.

This page is generated from \`src/server/config.ts\` by \`npm run settings\`.

| setting | default | meaning |
| --- | --- | --- |
${rows.join('\n')}
${AFTERWARDS}`

if (process.argv.includes('--check')) {
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) {
    console.error(`stale: ${FILE}; run: npm run settings`)
    process.exitCode = 1
  }
} else writeFileSync(FILE, text)
