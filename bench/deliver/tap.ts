import { subscribe } from 'node:diagnostics_channel'
import { openSync, writeSync } from 'node:fs'

// Preloaded into the server (--import): notes each send at the moment undici hands it to the socket. Nothing in the
// product knows of it; what it costs is a line in memory per send.
const FLUSH_MS = 200

const lines: string[] = []
const file = process.env['BENCH_TAP_FILE']

interface Sent {
  request: { method: string; path: string; body: Uint8Array | string | null }
}

if (file !== undefined) {
  const descriptor = openSync(file, 'a')
  const flush = () => {
    if (lines.length > 0) writeSync(descriptor, lines.splice(0).join(''))
  }
  subscribe('undici:client:sendHeaders', (message) => {
    const { method, path, body } = (message as Sent).request
    if (method !== 'POST' || !path.endsWith('/msg') || body === null) return
    const at = performance.timeOrigin + performance.now()
    lines.push(`${at} ${path} ${typeof body === 'string' ? body : Buffer.from(body).toString()}\n`)
  })
  setInterval(flush, FLUSH_MS).unref()
  process.on('exit', flush)
}
