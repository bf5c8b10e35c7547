import { createHash, randomBytes } from 'node:crypto'
import type { Config } from '../../config.ts'

const HOURS = 72

/** PE-2: the secret stands in the link alone; the database keeps its SHA-256. */
export function newInvitationLink({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>) {
  const token = randomBytes(32).toString('base64url')
  return {
    link: `${PUBLIC_URL}/invitacion/${token}`,
    tokenHash: tokenHashOf(token),
    expiresAt: new Date(Date.now() + HOURS * 60 * 60 * 1000),
  }
}

export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
