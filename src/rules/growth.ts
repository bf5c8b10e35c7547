/** Figures that a person was shown before something that cannot be undone: what is counted, and what is named. */
export interface Shown {
  count: number
  named: readonly string[]
}

/** Asked again only for something that was not named, or for over 10, or over 10 %, more (CH-8, AS-4). */
export function grewTooMuch(shown: Shown, now: Shown): boolean {
  const grown = now.count - shown.count
  return grown > 10 || grown * 10 > shown.count || now.named.some((name) => !shown.named.includes(name))
}
