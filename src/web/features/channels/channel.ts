import type { Outputs } from '../../api.ts'

export type ChannelRow = Outputs['channels']['list']['items'][number]
export type ChannelDetail = Outputs['channels']['get']
export type Interruption = ChannelRow['interruptions'][number]

const steps: [Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** "hace 12 días", however old: a date would hide how long somebody has been waiting. */
export function age(at: string, locale: string): string {
  const seconds = (Date.now() - Date.parse(at)) / 1000
  const [unit, length] = steps.find(([, s]) => seconds >= s) ?? (['second', Infinity] as const)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(seconds / length), unit)
}

/** Days as people say them: 10 to 14 are one and a half to two weeks; under a week they stay days. */
export function estimate(days: { from: number; to: number }, locale: string) {
  const inWeeks = days.to >= 7
  const say = (n: number) => new Intl.NumberFormat(locale).format(inWeeks ? Math.round((n / 7) * 2) / 2 : n)
  return { unit: inWeeks ? ('weeks' as const) : ('days' as const), from: say(days.from), to: say(days.to) }
}

/** The provider's open word for contacts a day: TIER_2K is 2000; null when it names no number. */
export function limitOf(word: string): number | null {
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(word) ?? []
  return digits ? Number(digits) * (thousands ? 1000 : 1) : null
}
