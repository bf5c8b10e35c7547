import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { type Config, deriveKeys } from './config.ts'

/** Secrets at rest: AES-256-GCM, as `keyId.iv.tag.text` in base64url. */
export interface Seal {
  close(text: string): string
  /** @throws Error when its key is not at hand, or when it was tampered with */
  open(sealed: string): string
  /** Whether it was sealed with the key that seals now. */
  isCurrent(sealed: string): boolean
}

/** Before keys had names every value was sealed under this one, whichever key it was. */
const UNNAMED = 'k1'

/** The first key seals; all of them open. */
export function makeSeal(...keys: [Buffer, ...Buffer[]]): Seal {
  const named = new Map(keys.map((key) => [nameOf(key), key]))
  const [current] = keys
  const currentId = nameOf(current)

  function keysFor(id: string | undefined): Buffer[] {
    if (id === undefined || id === UNNAMED) return keys
    const key = named.get(id)
    return key ? [key] : []
  }

  return {
    close(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', current, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [currentId, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed) {
      const parts = sealed.split('.')
      const id = parts.length === 4 ? parts.shift() : undefined
      const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (!iv || tag?.length !== 16 || !body || parts.length !== 3) throw new Error('this is no sealed value')
      for (const key of keysFor(id)) {
        const opened = tryOpen(key, iv, tag, body)
        if (opened !== undefined) return opened
      }
      throw new Error(`sealed with another key${id && id !== UNNAMED ? ` (${id})` : ''}, which is not at hand`)
    },
    isCurrent: (sealed) => sealed.startsWith(`${currentId}.`),
  }
}

/** The seal of stored credentials, by the settings. */
export const sealOf = (config: Pick<Config, 'SECRET' | 'SECRET_PREVIOUS'>): Seal =>
  makeSeal(...deriveKeys(config, 'credentials'))

/** The same key has the same name everywhere, and the name tells nothing about it. */
const nameOf = (key: Buffer) => `s${createHash('sha256').update('name\n').update(key).digest('hex').slice(0, 8)}`

function tryOpen(key: Buffer, iv: Buffer, tag: Buffer, body: Buffer): string | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
