// Arrays of hot statements in PostgreSQL's binary form: pg would write them as text, escaped quote by quote, and the
// server would read that again. No character but NUL can break this form.

const OID = { uuid: 2950, text: 25, int8: 20, int2: 21 } as const

/** A parameter for `${…}::uuid[]` and so on. */
export function binaryArray(type: keyof typeof OID, values: readonly (string | number | null)[]): Buffer {
  const parts = values.map((value) => (value === null ? null : encode(type, value)))
  const length = parts.reduce((sum, part) => sum + 4 + (part?.length ?? 0), 20)
  const out = Buffer.allocUnsafe(length)
  out.writeInt32BE(values.length === 0 ? 0 : 1, 0)
  out.writeInt32BE(1, 4)
  out.writeInt32BE(OID[type], 8)
  if (values.length === 0) return out.subarray(0, 12)
  out.writeInt32BE(values.length, 12)
  out.writeInt32BE(1, 16)
  let at = 20
  for (const part of parts) {
    out.writeInt32BE(part === null ? -1 : part.length, at)
    at += 4
    if (part === null) continue
    part.copy(out, at)
    at += part.length
  }
  return out
}

function encode(type: keyof typeof OID, value: string | number): Buffer {
  if (type === 'text') return Buffer.from(String(value).replaceAll('\0', ''))
  if (type === 'uuid') return Buffer.from(String(value).replaceAll('-', ''), 'hex')
  const bytes = Buffer.allocUnsafe(type === 'int8' ? 8 : 2)
  if (type === 'int8') bytes.writeBigInt64BE(BigInt(value))
  else bytes.writeInt16BE(Number(value))
  return bytes
}
