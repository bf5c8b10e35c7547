import { existsSync, readFileSync } from 'node:fs'

/** A template message as it went to the socket. */
export interface Send {
  /** Milliseconds since 1970, with fractions. */
  at: number
  appId: string
  destination: string
  /** The value of its one parameter: who it is. */
  reference: string
}

export function readSends(file: string): Send[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  // The last line may still be on its way.
  return lines
    .slice(0, -1)
    .map(readSend)
    .toSorted((a, b) => a.at - b.at)
}

function readSend(line: string): Send {
  const [at = '', path = '', body = ''] = line.split(' ')
  const form = new URLSearchParams(body)
  const template = JSON.parse(form.get('template') ?? '{}') as { params?: string[] }
  return {
    at: Number(at),
    appId: path.split('/')[3] ?? '',
    destination: form.get('destination') ?? '',
    reference: template.params?.[0] ?? '',
  }
}

/** How evenly something happened within a window. */
export interface Pace {
  perSecond: number
  /** The most that any second held, wherever one begins it. */
  mostInASecond: number
}

export function paceOf(times: readonly number[], from: number, to: number): Pace {
  const within = times.filter((t) => t >= from && t < to)
  let [most, first] = [0, 0]
  for (const [last, t] of within.entries()) {
    while (within[first]! <= t - 1000) first++
    most = Math.max(most, last - first + 1)
  }
  return { perSecond: within.length / ((to - from) / 1000), mostInASecond: most }
}
