import { seeded } from '../bench/ingest/mix.ts'

/** Everything that a run leaves to chance comes from here: the same seed and name give the same sequence. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number
  happens(share: number): boolean
  oneOf<T>(list: readonly T[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/** Each actor has a sequence of its own, so that what one does never depends on how fast the others are. */
export function chanceOf(seed: number, name: string): Chance {
  let mixed = seed >>> 0
  for (const char of name) mixed = (Math.imul(mixed, 31) + char.charCodeAt(0)) >>> 0
  const next = seeded(mixed)
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    happens: (share) => next() < share,
    oneOf: (list) => list[between(0, list.length - 1)]!,
    shuffled(list) {
      const left = [...list]
      return Array.from(list, () => left.splice(between(0, left.length - 1), 1)[0]!)
    },
  }
}
