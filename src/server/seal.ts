import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Secrets at rest: AES-256-GCM under a named key, as `keyId.iv.tag.text` in base64url. */
export interface Seal {
  close(text: string): string
  open(sealed: string): string
}

export function makeSeal(key: Buffer, keyId = 'k1'): Seal {
  return {
    close(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [keyId, ...[iv, cipher.getAuthTag(), body].map((b) => b.toString('base64url'))].join('.')
    },
    open(sealed) {
      const [id, ...parts] = sealed.split('.')
      if (id !== keyId || parts.length !== 3) throw new Error(`sealed with key ${id}, which is not at hand`)
      const [iv, tag, body] = parts.map((p) => Buffer.from(p, 'base64url')) as [Buffer, Buffer, Buffer]
      const decipher = createDecipheriv('aes-256-gcm', key, iv)
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
