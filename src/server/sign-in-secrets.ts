import { createHash } from 'node:crypto'
import { type Config, deriveKeys } from './config.ts'

/** What better-auth signs and encrypts with. A version is made from its key, so that it is the same in every process and
 *  after every rotation. `secret` opens what was encrypted before there were versions: that was with the oldest. */
export function signInSecrets(config: Pick<Config, 'SECRET' | 'SECRET_PREVIOUS'>) {
  const values = deriveKeys(config, 'sessions').map((key) => key.toString('base64'))
  return { secret: values.at(-1)!, secrets: values.map((value) => ({ version: versionOf(value), value })) }
}

const versionOf = (value: string) => createHash('sha256').update(`version\n${value}`).digest().readUIntBE(0, 4)

/** The same as the encryption of better-auth takes it. */
export function signInKeys(config: Pick<Config, 'SECRET' | 'SECRET_PREVIOUS'>) {
  const { secret, secrets } = signInSecrets(config)
  return {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: secrets[0]!.version,
    legacySecret: secret,
  }
}
