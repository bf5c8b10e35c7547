/** The median of some runs, with their spread. */
export interface Figure {
  median: number
  min: number
  max: number
}

export function figure(runs: readonly number[]): Figure {
  const sorted = runs.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const median = Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!
  return { median, min: sorted[0]!, max: sorted.at(-1)! }
}

/** The value below which `share` of them lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Fewer digits, so that people and JSON can be read. */
export const round = (n: number, digits = 1) => Number(n.toFixed(digits))
