import { randomUUID } from 'node:crypto'

export interface Upload {
  fields: Record<string, string>
  file: { field: string; name: string; type: string; bytes: Uint8Array }
}

/** A body of `multipart/form-data` (RFC 7578). */
export function multipart({ fields, file }: Upload): { body: Buffer; type: string } {
  const boundary = `score-${randomUUID()}`
  const head = (name: string) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`
  const parts = Object.entries(fields).map(([name, value]) => `${head(name)}\r\n\r\n${value}\r\n`)
  const fileHead = `${head(file.field)}; filename="${escaped(file.name)}"\r\ncontent-type: ${oneLine(file.type)}\r\n\r\n`
  return {
    body: Buffer.concat([Buffer.from(parts.join('') + fileHead), file.bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    type: `multipart/form-data; boundary=${boundary}`,
  }
}

const oneLine = (text: string) => text.replace(/[\r\n]/g, ' ')

/** As browsers write a file's name, so that it cannot end its own header. */
const escaped = (name: string) => name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
