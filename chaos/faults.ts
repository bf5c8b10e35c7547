/** docs/simulator.md: everything that can go wrong at the provider, each at 20 %, with bounds that let a run end. */
export const ALL_FAULTS = {
  webhook: {
    late: { p: 0.2, ms: 3000 },
    repeated: { p: 0.2, times: 2, ms: 2000 },
    reordered: { p: 0.2, ms: 500 },
    batched: { p: 0.2, most: 1000, ms: 100 },
    garbage: 0.2,
    gsIdMissing: 0.2,
    codeAsText: 0.2,
    unknownType: 0.2,
    typeAbsent: 0.2,
    idEmpty: 0.2,
    failed: 0.2,
  },
  api: {
    all: {
      tooMany: 0.2,
      serverError: 0.2,
      tokenExpired: 0.2,
      hang: { p: 0.2, ms: 3000 },
      cut: 0.2,
      answerLost: { p: 0.2, ms: 500 },
      serverErrorAfterActing: 0.2,
      garbageAnswer: 0.2,
      slow: { p: 0.2, ms: 1000 },
    },
  },
}
