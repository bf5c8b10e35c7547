/** One thing that was counted. With `most` it is an invariant: more breaks it. */
export interface Figure {
  name: string
  value: number
  most?: number
  /** What to look at when it is broken. */
  examples?: readonly string[]
}

export const isBroken = ({ value, most }: Figure) => most !== undefined && value > most

const SHOWN = 5

/** An invariant that nothing may break; the first few that do are named. */
export function none(name: string, found: readonly string[]): Figure {
  return { name, value: found.length, most: 0, ...(found.length > 0 ? { examples: found.slice(0, SHOWN) } : {}) }
}

export const count = (name: string, value: number): Figure => ({ name, value })
