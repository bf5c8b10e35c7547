/** What a run of the fuzzers may take: little and always the same in `npm test`, more by `npm run fuzz`. */
export interface Budget {
  seed: number
  /** For each of the fuzzers. */
  ms: number
  runs: number
}

const { FUZZ_SEED, FUZZ_MINUTES } = process.env

/** @param small what fits into `npm test` */
export function budget(small: Omit<Budget, 'seed'>): Budget {
  const seed = Number(FUZZ_SEED ?? 1)
  return FUZZ_MINUTES === undefined
    ? { seed, ...small }
    : { seed, ms: (Number(FUZZ_MINUTES) * 60_000) / 2, runs: Number.MAX_SAFE_INTEGER }
}

/** Watches for promises that nobody waited for: in the server they would end the process. */
export function watchRejections(): { seen: unknown[]; stop: () => void } {
  const seen: unknown[] = []
  const note = (reason: unknown) => void seen.push(reason)
  process.on('unhandledRejection', note)
  return { seen, stop: () => void process.off('unhandledRejection', note) }
}
