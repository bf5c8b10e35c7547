/** How a waiting ticket stands to what its queue promises, in seconds of open time (HR-3). */
export type ServiceSign = 'on_time' | 'soon' | 'late'

/** From three quarters of the time on it is worth a look. */
export function serviceSign(openSeconds: number, promised: number): ServiceSign {
  if (openSeconds > promised) return 'late'
  return openSeconds * 4 >= promised * 3 ? 'soon' : 'on_time'
}

/** Share of those within it, in whole per cent; null while nobody can tell. Never 100 with one missed. */
export function serviceShare({ met, missed }: { met: number; missed: number }): number | null {
  return met + missed === 0 ? null : Math.floor((met * 100) / (met + missed))
}
