import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Simulator, type SimulatorOptions, startSimulator } from './simulator.ts'

export interface Hook {
  headers: http.IncomingHttpHeaders
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  body: any
  text: string
  at: number
}

export interface Listener {
  url: string
  hooks: Hook[]
  /** What the listener answers from now on. */
  answer: number
  close(): Promise<void>
}

export async function listen(port = 0): Promise<Listener> {
  const listener: Listener = { url: '', hooks: [], answer: 200, close: async () => {} }
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      if (text !== '') listener.hooks.push({ headers: request.headers, body: parsed(text), text, at: Date.now() })
      response.writeHead(listener.answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  listener.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  listener.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return listener
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  body: any
}

/** One call; a plain object goes as a form, what is under `json` as JSON. */
export async function call(
  method: string,
  url: string,
  headers: Record<string, string> = {},
  sent: { form?: Record<string, string>; json?: unknown } = {},
): Promise<Answer> {
  const body = sent.form
    ? new URLSearchParams(sent.form)
    : sent.json === undefined
      ? undefined
      : JSON.stringify(sent.json)
  const type = sent.json === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...(body ? { body } : {}) })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

export async function until<T>(look: () => T | undefined | false, what = 'it'): Promise<T> {
  const end = Date.now() + 5000
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > end) throw new Error(`${what} did not happen in 5 s`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

export const quick = { port: 0, reviewDelayMs: 10, statusDelayMs: 5, rateLimits: false } satisfies SimulatorOptions

/** A simulator with a live app, its token in both header names, and a listener for its webhooks. */
export async function bench(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startSimulator({ ...quick, ...options })
  const listener = await listen()
  const appId = simulator.books.seedApp({ name: 'canalventas01', phone: '51900000701' })
  const app = simulator.books.apps.get(appId)
  if (!app) throw new Error('the seeded app is missing')
  const headers = { token: app.token }
  const at = (path: string) => `${simulator.url}/partner/app/${appId}${path}`
  const subscribe = (form: Record<string, string>) =>
    call('POST', at('/subscription'), headers, { form: { url: listener.url, tag: 'main', version: '2', ...form } })
  const stop = async () => {
    await simulator.close()
    await listener.close()
  }
  return { simulator, listener, app, headers, at, subscribe, stop }
}

export type Bench = Awaited<ReturnType<typeof bench>>

export async function partnerToken(simulator: Simulator): Promise<string> {
  const form = { email: 'partner@simulator.example', password: 'simulator-secret' }
  const { body } = await call('POST', `${simulator.url}/partner/account/login`, {}, { form })
  return body.token
}

/** A template message to a customer, by the partner's road. */
export const sendText = (on: Bench, destination = '51900100001', reference = 'ref-1') =>
  call('POST', on.at('/template/msg'), on.headers, {
    form: {
      channel: 'whatsapp',
      source: '51900000701',
      destination,
      'src.name': on.app.name,
      template: JSON.stringify({ id: 'saludo-1', params: ['Rosa'] }),
      postbackTexts: JSON.stringify([{ index: 0, text: reference }]),
    },
  })

/** What `sendText` sends. */
export const greeting = {
  id: 'saludo-1',
  elementName: 'saludo',
  body: 'Hola, {{1}}, ¡qué gusto!',
  buttons: [{ type: 'QUICK_REPLY', text: 'Sí' }],
}

export const statusesOf = (listener: Listener, messageId: string): string[] =>
  listener.hooks
    .filter(({ body }) => body?.type === 'message-event')
    .filter(({ body }) => (body.payload.gsId ?? body.payload.id) === messageId)
    .map(({ body }) => body.payload.type)
