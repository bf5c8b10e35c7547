/** In which order rows are shown while somebody points at them or walks through them: as before, whatever happens. Rows that
 *  have gone keep their place until it is over, what is loaded comes at the end, and what is new waits and is counted. */
export function calm(shown: readonly string[], now: readonly string[]): { order: readonly string[]; waiting: number } {
  const standing = new Set(shown)
  const last = now.findLastIndex((id) => standing.has(id))
  const behind = shown.length === 0 ? now : now.slice(last + 1)
  const waiting = now.slice(0, last + 1).filter((id) => !standing.has(id)).length
  return { order: behind.length === 0 ? shown : [...shown, ...behind], waiting: shown.length === 0 ? 0 : waiting }
}

/** Which rows are drawn: those in sight and some around them. */
export function windowOf(
  scrolled: number,
  height: number,
  rowHeight: number,
  count: number,
): { from: number; to: number } {
  const around = 8
  const from = Math.max(0, Math.floor(scrolled / rowHeight) - around)
  return { from, to: Math.min(count, Math.ceil((scrolled + height) / rowHeight) + around) }
}
