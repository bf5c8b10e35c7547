import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import * as z from 'zod'
import { CannotStart } from './cannot-start.ts'
import { madeOnce, openDataFolder } from './data-folder.ts'
import { isSource } from './source-list.ts'

const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error })
}
const port = whole(1, 65_535)
const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' })
  .transform((u) => u.replace(/\/+$/, ''))
const address = (schemes: string, protocol: RegExp) => z.url({ protocol, error: `must look like ${schemes}` })
const text = (min: number) => z.string().min(min, { error: `must have ${min} characters or more` })
const yesOrNo = z.stringbool({ error: 'must be true or false' })
const NEW_SECRET = 'make one with: openssl rand -base64 48'
const secret = z.string().refine((s) => s.length >= 32 && new Set(s).size >= 12, `is too easy to guess; ${NEW_SECRET}`)

const listOfSources = z
  .string()
  .transform((list) => list.split(/[\s,]+/).filter((item) => item !== ''))
  .refine((items) => items.every((item) => item === 'gupshup' || isSource(item)), {
    error:
      'must be addresses or networks with commas between, such as 203.0.113.7,198.51.100.0/24, or the word gupshup',
  })

const parts = (given: string) =>
  given
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
const previousSecrets = z
  .string()
  .transform(parts)
  .refine((all) => all.every((each) => each.length >= 32), {
    error: 'must be former values of SECRET with commas between',
  })
const listOfHosts = z
  .string()
  .transform(parts)
  .refine((all) => all.every((each) => /^(https?:\/\/[^/\s]+|[a-z0-9.-]+)$/i.test(each)), {
    error: 'must be host names or origins with commas between, such as files.example.com,http://10.0.0.5:9000',
  })

/** Every setting there is. `docs/settings.md` is generated from the descriptions. */
export const Settings = z.object({
  PORT: port.default(8080).describe('Port of the web server.'),
  HOST: text(1).default('127.0.0.1').describe('Address the web server listens on; 0.0.0.0 for all.'),
  DATA_DIR: text(1).default('data').describe('Folder of the embedded database, the files and the sandbox logins.'),
  DATABASE_URL: address('postgres://user:password@host:5432/database', /^postgres(ql)?$/)
    .optional()
    .describe('PostgreSQL 15 or later, as its owner. Without it an embedded PostgreSQL runs in DATA_DIR.'),
  PUBLIC_URL: url
    .optional()
    .describe('Address under which people and Gupshup reach this server. Without it: `http://HOST:PORT`.'),
  TRUST_PROXY: yesOrNo
    .default(false)
    .describe('true when a reverse proxy in front sets X-Forwarded-For and X-Forwarded-Proto.'),
  SECRET: secret
    .optional()
    .describe(`Key material for sessions and stored credentials; required in production. ${upperFirst(NEW_SECRET)}`),
  SECRET_PREVIOUS: previousSecrets
    .default([])
    .describe(
      'Former values of SECRET, with commas, while `npm run -s rotate-secret` is under way; see `docs/secrets.md`.',
    ),
  GUPSHUP_PARTNER_EMAIL: z
    .email({ error: 'must be a mail address' })
    .optional()
    .describe('Partner account at Gupshup. Without it: sandbox mode.'),
  GUPSHUP_PARTNER_SECRET: text(8).optional().describe('Client secret of the partner account.'),
  GUPSHUP_TOKENS: z
    .enum(['classic', 'universal'], { error: 'must be classic or universal' })
    .default('classic')
    .describe(
      'Kind of tokens: classic ends on 1 April 2027; universal needs the two settings below, or the second alone.',
    ),
  GUPSHUP_PARTNER_ID: z
    .string()
    .regex(/^[\w-]{1,64}$/, { error: 'must be the number that the portal shows' })
    .optional()
    .describe('Id of the partner account: with the client secret it makes universal tokens.'),
  GUPSHUP_UNIVERSAL_TOKEN: text(20)
    .optional()
    .describe('A universal token made in the portal, at most 60 days old; used until it is refused.'),
  GUPSHUP_APP_TOKEN_HEADER: z
    .enum(['bearer', 'bare'], { error: 'must be bearer or bare' })
    .default('bearer')
    .describe("How an app's universal token is written first; the other way is tried where that one is refused."),
  GUPSHUP_CODE_COUNT: z.coerce
    .number()
    .pipe(z.union([z.literal(1), z.literal(2)], { error: 'must be 1 or 2' }))
    .default(2)
    .describe('How often a one-time code stands in the parameters of an authentication template.'),
  GUPSHUP_MEDIA_HOSTS: listOfHosts
    .default(['filemanager.gupshup.io'])
    .describe(
      'Where files of messages are fetched from, beside the two addresses below: a name stands for HTTPS on a public address, an origin such as `http://10.0.0.5:9000` is taken as it is.',
    ),
  GUPSHUP_PARTNER_URL: url.default('https://partner.gupshup.io').describe('Base address of the partner API.'),
  GUPSHUP_API_URL: url.default('https://api.gupshup.io').describe('Base address of the self-serve API.'),
  GUPSHUP_SOURCE_IPS: listOfSources
    .optional()
    .describe(
      'Addresses and networks that webhooks may come from, with commas; `gupshup` stands for those that Gupshup documents. ' +
        'Without it: any. Behind a proxy (TRUST_PROXY) the address that the proxy saw counts.',
    ),
  SIMULATOR_PORT: port.default(8090).describe('Port of the bundled simulator, in sandbox mode.'),
  PROVIDER_NAME: text(1).default('Securitec').describe('Name of the provider that approves numbers.'),
  PLATFORM_NAME: text(1).default('Score').describe('Name of the platform on its screens.'),
  APPROVAL_ESTIMATE_DAYS: z
    .string()
    .regex(/^\d+-\d+$/, { error: 'must be two numbers with a dash, such as 10-14' })
    .default('10-14')
    .describe('Days an approval is said to take, from-to.'),
  SENDS_PER_SECOND: whole(1, 1000).default(80).describe('Messages a second per channel.'),
  SENDS_IN_FLIGHT: whole(1, 2000).default(256).describe('Sends without an answer yet, per channel, at most.'),
  SMTP_URL: address('smtp://user:password@host:587', /^smtps?$/)
    .optional()
    .describe('Mail server, smtp(s)://user:password@host:port. Without it links are copied.'),
  MAIL_FROM: text(3).default('Score Canales <no-reply@localhost>').describe('Sender of mails.'),
  UNANSWERED_DAYS: whole(1, 90).default(7).describe('Days after which a send without answer ends.'),
  HELD_HOURS: whole(1, 720)
    .default(24)
    .describe('Hours after which a message that an interruption of its number held is cancelled instead of sent.'),
  MEDIA_MAX_MB: whole(1, 2000)
    .default(100)
    .describe('Largest file of a message that is kept, in MB of 1,048,576 bytes.'),
  MEDIA_QUOTA_MB: whole(1, 100_000_000)
    .optional()
    .describe(
      'Room for files in DATA_DIR/media, in MB; what does not fit waits at the provider. Without it: the disk, less 256 MB.',
    ),
  EVENT_DAYS: whole(1, 3650).default(14).describe('Days for which handled and set-aside webhook events are kept.'),
  EXCHANGE_DAYS: whole(1, 3650).default(30).describe('Days for which exchanges with the provider are kept.'),
  SILENT_HOURS: whole(1, 720)
    .default(24)
    .describe('Hours without any event after which a number that usually receives some counts as silent.'),
  WALLET_LOW: whole(0, 1_000_000)
    .default(10)
    .describe("Balance of an app's wallet at the provider below which operators are told."),
  OPERATOR_TWO_FACTOR: yesOrNo
    .default(false)
    .describe('true lets operators work only after they have set up two-factor sign-in.'),
  RUN: z
    .enum(['web,worker', 'web', 'worker'], { error: 'must be web, worker or web,worker' })
    .default('web,worker')
    .describe(
      'What this process does, also as `--run=…`: web (screens, API, webhooks), worker (events, sending, jobs), or both. One alone needs DATABASE_URL.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], { error: 'must be debug, info, warn, error or silent' })
    .default('info')
    .describe('How much is logged.'),
  RATE_LIMITS: yesOrNo
    .default(true)
    .describe('false switches the limits on sign-in, doors and our calls to Gupshup off; for load tests.'),
  METRICS_TOKEN: text(16).optional().describe('Bearer token of /metrics; in production it is off without one.'),
})

type Given = z.infer<typeof Settings>
export type Config = Omit<Given, Derived> & Record<Derived, string> & { sandbox: boolean }
type Derived = 'SECRET' | 'PUBLIC_URL' | 'GUPSHUP_PARTNER_EMAIL'

/** The account of the bundled simulator. */
export const SANDBOX_PARTNER = { email: 'partner@simulator.example', secret: 'simulator-secret', id: '7' }

/** The demo's operator: a database that knows this address was laid out by the sandbox. */
export const SANDBOX_OPERATOR = 'olga@securitec.example'

/** Reads the settings once, at start. Throws `CannotStart`, which names each bad one, why, and what to do. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const s = parse(Settings, env)
  const sandbox = s.GUPSHUP_PARTNER_EMAIL === undefined
  const missing = missingFor(s)
  if (missing.length > 0) throw new CannotStart(missing.join('\n'))
  const DATA_DIR = path.resolve(s.DATA_DIR)
  openDataFolder(DATA_DIR)
  const simulator = `http://${reachableHost(s.HOST)}:${s.SIMULATOR_PORT}`
  return {
    ...s,
    DATA_DIR,
    sandbox,
    GUPSHUP_PARTNER_EMAIL: s.GUPSHUP_PARTNER_EMAIL ?? SANDBOX_PARTNER.email,
    ...(sandbox && {
      GUPSHUP_PARTNER_SECRET: SANDBOX_PARTNER.secret,
      GUPSHUP_PARTNER_ID: SANDBOX_PARTNER.id,
      GUPSHUP_PARTNER_URL: simulator,
      GUPSHUP_API_URL: simulator,
    }),
    SECRET: s.SECRET ?? sandboxSecret(DATA_DIR),
    PUBLIC_URL: s.PUBLIC_URL ?? `http://${reachableHost(s.HOST)}:${s.PORT}`,
  }
}

/** Where the database is, and nothing else: what the command line needs. */
export function readDatabaseSettings(env: NodeJS.ProcessEnv): { DATA_DIR: string; DATABASE_URL?: string | undefined } {
  const s = parse(Settings.pick({ DATA_DIR: true, DATABASE_URL: true }), env)
  return { ...s, DATA_DIR: path.resolve(s.DATA_DIR) }
}

/** What the rotation of SECRET needs. @throws CannotStart */
export function readSecretSettings(env: NodeJS.ProcessEnv): { SECRET: string; SECRET_PREVIOUS: string[] } {
  const { SECRET, SECRET_PREVIOUS } = parse(Settings.pick({ SECRET: true, SECRET_PREVIOUS: true }), env)
  if (SECRET === undefined) throw new CannotStart(`SECRET is missing; ${NEW_SECRET}`)
  return { SECRET, SECRET_PREVIOUS }
}

function parse<T extends z.ZodObject>(settings: T, env: NodeJS.ProcessEnv): z.infer<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path: [name], message }) => {
    const secretive = /SECRET|URL|TOKEN/.test(String(name))
    return secretive ? `${String(name)} ${message}` : `${String(name)} ${message}; it is "${given[String(name)]}"`
  })
  throw new CannotStart([...new Set(lines)].join('\n'))
}

function missingFor(s: Given): string[] {
  const lines: string[] = []
  const production = s.GUPSHUP_PARTNER_EMAIL !== undefined
  lines.push(...(production ? missingForTokens(s) : goingWithEmail(s)))
  if (production && s.SECRET === undefined) lines.push(`SECRET is missing; ${NEW_SECRET}`)
  if (s.RUN !== 'web,worker' && (!production || s.DATABASE_URL === undefined))
    lines.push(`RUN=${s.RUN} needs a database that others reach too: set DATABASE_URL, and the Gupshup credentials`)
  if (!production && s.PORT === s.SIMULATOR_PORT) lines.push('SIMULATOR_PORT must differ from PORT')
  return lines
}

/** What production needs to get tokens of either kind. */
function missingForTokens(s: Given): string[] {
  const lines: string[] = []
  const [id, token, secret] = [s.GUPSHUP_PARTNER_ID, s.GUPSHUP_UNIVERSAL_TOKEN, s.GUPSHUP_PARTNER_SECRET]
  if (s.GUPSHUP_TOKENS === 'classic') {
    if (secret === undefined) lines.push('GUPSHUP_PARTNER_SECRET is missing; it goes with GUPSHUP_PARTNER_EMAIL')
    if (token !== undefined)
      lines.push('GUPSHUP_UNIVERSAL_TOKEN is given: set GUPSHUP_TOKENS to universal, or leave it out')
  } else if (token === undefined && (id === undefined || secret === undefined)) {
    lines.push(
      'GUPSHUP_TOKENS is universal: set GUPSHUP_PARTNER_ID and GUPSHUP_PARTNER_SECRET, so that tokens are made, or ' +
        'GUPSHUP_UNIVERSAL_TOKEN to one made in the portal',
    )
  } else if (secret !== undefined && id === undefined) {
    lines.push('GUPSHUP_PARTNER_ID is missing; without it GUPSHUP_PARTNER_SECRET makes no universal token')
  }
  return lines
}

const goingWithEmail = (s: Given) =>
  (['GUPSHUP_PARTNER_SECRET', 'GUPSHUP_UNIVERSAL_TOKEN'] as const)
    .filter((name) => s[name] !== undefined)
    .map((name) => `GUPSHUP_PARTNER_EMAIL is missing; it goes with ${name}`)

/** The sandbox has nothing to protect from the one who runs it, and must not ask for settings. */
const sandboxSecret = (dataDir: string) =>
  madeOnce(path.join(dataDir, 'sandbox-secret'), () => randomBytes(48).toString('base64'))

/** An address that this machine can open, for one that it listens on. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

function upperFirst(words: string): string {
  return words[0]!.toUpperCase() + words.slice(1)
}

/** A 32-byte key for one purpose, derived from SECRET, so that no two purposes share a key. */
export function deriveKey(config: Pick<Config, 'SECRET'>, purpose: string): Buffer {
  return createHash('sha256').update(`${purpose}\n${config.SECRET}`).digest()
}

/** The key of now, and after it those of former secrets, which still open what was made with them. */
export function deriveKeys({ SECRET, SECRET_PREVIOUS }: Pick<Config, 'SECRET' | 'SECRET_PREVIOUS'>, purpose: string) {
  return [SECRET, ...SECRET_PREVIOUS].map((each) => deriveKey({ SECRET: each }, purpose)) as [Buffer, ...Buffer[]]
}
