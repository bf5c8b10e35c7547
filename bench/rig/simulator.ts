import path from 'node:path'
import { type Program, startProgram } from './program.ts'
import { freePort } from './free-port.ts'

const main = path.join(import.meta.dirname, '../../simulator/main.ts')

export interface RigSimulator extends Program {
  readonly url: string
  /** One call of its control API or of the API it imitates; the answer's body, if it is JSON. @throws on 4xx and 5xx */
  call<T>(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T>
}

/** The simulator as a process of its own, without rate limits unless `settings` ask for them. */
export async function startSimulatorProgram(settings: Record<string, string> = {}): Promise<RigSimulator> {
  const port = Number(settings['PORT'] ?? (await freePort()))
  const url = `http://127.0.0.1:${port}`
  const program = await startProgram({
    name: 'simulator',
    args: [main],
    env: { RATE_LIMITS: 'off', ...settings, PORT: String(port) },
    ready: /^simulator /m,
  })
  return Object.assign(program, {
    url,
    async call<T>(method: string, where: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
      const form = body instanceof URLSearchParams
      const answer = await fetch(`${url}${where}`, {
        method,
        headers: { ...(body && !form ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`simulator: ${method} ${where} answered ${answer.status} ${text.slice(0, 300)}`)
      return (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T
    },
  })
}
