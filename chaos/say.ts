import type { Blow } from './fleet.ts'

/** To people, on stderr: stdout is for the result. */
export const say = (text: string) => void process.stderr.write(`${text}\n`)

export function sayBlow({ kind, who, at, gone, mended, leases, lanes, sending }: Blow): void {
  const held = leases + lanes > 0 ? `, ${leases} leases, ${lanes} lanes` : ''
  say(
    `    ${kind} ${who}: gone after ${gone - at} ms, whole again after ${mended - at} ms${held}, ${sending} on the wire at most`,
  )
}
