import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

/** A setting that stops the start; its message says which, why, and what to do. */
export class BadSetting extends Error {}

const port = z.coerce.number().int().min(0).max(65535)
const url = z.url({ protocol: /^https?$/ }).transform((u) => u.replace(/\/+$/, ''))
const secret = z
  .string()
  .min(32)
  .refine((s) => new Set(s).size >= 12, 'has too few different characters; make one with: openssl rand -base64 48')

/** Every setting there is. `docs/settings.md` is generated from the descriptions. */
export const Settings = z.object({
  PORT: port.default(8080).describe('Port of the web server.'),
  HOST: z.string().default('127.0.0.1').describe('Address the web server listens on.'),
  DATA_DIR: z.string().default('data').describe('Folder of the embedded database, the files and the sandbox logins.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL 15 or later, as its owner. Without it an embedded PostgreSQL runs in DATA_DIR.'),
  PUBLIC_URL: url
    .optional()
    .describe('Address under which people and Gupshup reach this server; default http://HOST:PORT.'),
  TRUST_PROXY: z
    .stringbool()
    .default(false)
    .describe('true when a reverse proxy in front sets X-Forwarded-For and X-Forwarded-Proto.'),
  SECRET: secret
    .optional()
    .describe(
      'Key material for sessions and stored credentials; required in production. Make one: openssl rand -base64 48',
    ),
  GUPSHUP_PARTNER_EMAIL: z.email().optional().describe('Partner account at Gupshup. Without it: sandbox mode.'),
  GUPSHUP_PARTNER_SECRET: z.string().min(8).optional().describe('Client secret of the partner account.'),
  GUPSHUP_PARTNER_URL: url.default('https://partner.gupshup.io').describe('Base address of the partner API.'),
  GUPSHUP_API_URL: url.default('https://api.gupshup.io').describe('Base address of the self-serve API.'),
  SIMULATOR_PORT: port.default(8090).describe('Port of the bundled simulator, in sandbox mode.'),
  PROVIDER_NAME: z.string().min(1).default('Securitec').describe('Name of the provider that approves numbers.'),
  PLATFORM_NAME: z.string().min(1).default('Score').describe('Name of the platform on its screens.'),
  APPROVAL_ESTIMATE_DAYS: z
    .string()
    .regex(/^\d+-\d+$/)
    .default('10-14')
    .describe('Days an approval is said to take, from-to.'),
  SENDS_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(80).describe('Messages a second per channel.'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server, smtp(s)://user:password@host:port. Without it links are copied.'),
  MAIL_FROM: z.string().default('Score Canales <no-reply@localhost>').describe('Sender of mails.'),
  UNANSWERED_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(7)
    .describe('Days after which a send without answer ends.'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged.'),
  RATE_LIMITS: z
    .stringbool()
    .default(true)
    .describe('false switches the limits on sign-in and doors off; for load tests.'),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token of /metrics; in production it is off without one.'),
})

type Given = z.infer<typeof Settings>
export type Config = Omit<Given, Derived> & Record<Derived, string> & { sandbox: boolean }
type Derived = 'SECRET' | 'PUBLIC_URL' | 'GUPSHUP_PARTNER_EMAIL' | 'GUPSHUP_PARTNER_SECRET'

/** The account of the bundled simulator. */
export const SANDBOX_PARTNER = { email: 'partner@simulator.example', secret: 'simulator-secret' }

/** Reads the settings once, at start. Throws `BadSetting`. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    throw new BadSetting(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'))
  }
  const s = parsed.data
  const sandbox = s.GUPSHUP_PARTNER_EMAIL === undefined
  if (!sandbox && s.GUPSHUP_PARTNER_SECRET === undefined) {
    throw new BadSetting('GUPSHUP_PARTNER_SECRET: missing; it goes with GUPSHUP_PARTNER_EMAIL')
  }
  if (!sandbox && s.SECRET === undefined) {
    throw new BadSetting('SECRET: missing; make one with: openssl rand -base64 48')
  }
  const DATA_DIR = path.resolve(s.DATA_DIR)
  return {
    ...s,
    DATA_DIR,
    sandbox,
    GUPSHUP_PARTNER_EMAIL: s.GUPSHUP_PARTNER_EMAIL ?? SANDBOX_PARTNER.email,
    GUPSHUP_PARTNER_SECRET: s.GUPSHUP_PARTNER_SECRET ?? SANDBOX_PARTNER.secret,
    ...(sandbox && {
      GUPSHUP_PARTNER_URL: `http://127.0.0.1:${s.SIMULATOR_PORT}`,
      GUPSHUP_API_URL: `http://127.0.0.1:${s.SIMULATOR_PORT}`,
    }),
    SECRET: s.SECRET ?? sandboxSecret(DATA_DIR),
    PUBLIC_URL: s.PUBLIC_URL ?? `http://${s.HOST === '0.0.0.0' ? '127.0.0.1' : s.HOST}:${s.PORT}`,
  }
}

function sandboxSecret(dataDir: string): string {
  const file = path.join(dataDir, 'sandbox-secret')
  mkdirSync(dataDir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** A 32-byte key for one purpose, derived from SECRET, so that no two purposes share a key. */
export function deriveKey(config: Pick<Config, 'SECRET'>, purpose: string): Buffer {
  return createHash('sha256').update(`${purpose}\n${config.SECRET}`).digest()
}
