const place = 'score.sends'

const kept = (): Record<string, string> => JSON.parse(sessionStorage.getItem(place) ?? '{}') as Record<string, string>

/** The key under which this very content is sent: the same over double clicks, retries and reloads, until `confirmSent`. */
export function clientKeyOf(content: object): string {
  const keys = kept()
  const key = keys[JSON.stringify(content)] ?? crypto.randomUUID()
  sessionStorage.setItem(place, JSON.stringify({ ...keys, [JSON.stringify(content)]: key }))
  return key
}

/** It got there: sending the same again is now a new message. */
export function confirmSent(content: object): void {
  const { [JSON.stringify(content)]: _, ...others } = kept()
  sessionStorage.setItem(place, JSON.stringify(others))
}
