const MINUTE = 60_000

/** "3 h 12 min", in minutes rounded down; with `coarse` only the largest unit, up to days: "3 h", "2 días". */
export function duration(milliseconds: number, locale: string, coarse = false): string {
  const unit = (amount: number, name: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' }).format(
      amount,
    )
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE))
  const hours = Math.floor(minutes / 60)
  if (coarse && hours >= 24) return unit(Math.floor(hours / 24), 'day')
  if (hours === 0) return unit(minutes, 'minute')
  return coarse ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`
}
