import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { sentence } from '../../contract/problems.ts'
import type { Config } from '../config.ts'
import { AUTH_ROLE } from '../database/doors.ts'
import { withOptions } from '../database/with-options.ts'
import { allowedOrigins } from './origins.ts'
import { isWeakPassword } from '../features/people/weak-password.ts'
import { signInSecrets } from '../sign-in-secrets.ts'

/** In seconds: how long one lasts, and after what part of it one that is in use is given the whole again. */
export const SESSION = { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 12 } as const

export interface AuthOptions {
  sendMail: (mail: { to: string; subject: string; text: string }) => Promise<void>
  onError: (e: Error) => void
}

/** Sign-in, sessions, password reset and two-factor: better-auth on tables of its own schema, under a role of its own.
 *  Companies and roles are ours; the session only remembers which company is active. */
export function openAuth(url: string, config: Config, { sendMail, onError }: AuthOptions) {
  const connectionString = withOptions(url, `-c search_path=auth -c role=${AUTH_ROLE}`)
  const pool = new pg.Pool({ connectionString, max: 4 })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) })
  const auth = betterAuth({
    appName: config.PLATFORM_NAME,
    baseURL: config.PUBLIC_URL,
    basePath: '/api/auth',
    ...signInSecrets(config),
    trustedOrigins: allowedOrigins(config),
    telemetry: { enabled: false },
    database: { db, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url: link }) =>
        sendMail({ to: user.email, subject: `${config.PLATFORM_NAME}: contraseña nueva / new password`, text: link }),
    },
    user: { additionalFields: { locale: { type: 'string', required: false, defaultValue: 'es', input: true } } },
    session: {
      ...SESSION,
      additionalFields: { activeCompanyId: { type: 'string', required: false, input: false } },
    },
    rateLimit: {
      enabled: config.RATE_LIMITS,
      storage: 'database',
      window: 10,
      max: 200,
      customRules: { '/sign-in/email': { window: 60, max: 10 }, '/two-factor/*': { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: 'score',
      // A session and its person in one query.
      database: { generateId: 'uuid', joins: true },
      useSecureCookies: config.PUBLIC_URL.startsWith('https:'),
      ipAddress: { ipAddressHeaders: ['x-client-ip'] },
    },
    hooks: {
      // PE-5: a new password is never one of the common ones, whichever road it comes by.
      before: createAuthMiddleware(async ({ path, body }) => {
        const fresh = (body as { newPassword?: unknown } | undefined)?.newPassword
        if (!['/reset-password', '/change-password'].includes(path) || typeof fresh !== 'string') return
        if (isWeakPassword(fresh, [config.PLATFORM_NAME]))
          throw new APIError('BAD_REQUEST', { code: 'weak_password', message: sentence('weak_password', 'es') })
      }),
    },
    plugins: [twoFactor({ issuer: config.PLATFORM_NAME })],
  })
  return { ...auth, pool, end: () => db.destroy() }
}

export type Auth = ReturnType<typeof openAuth>
