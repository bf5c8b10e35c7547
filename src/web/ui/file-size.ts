const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "1,2 MB", of 1024 each as disks count them. */
export function sizeOf(bytes: number, locale: string): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
  const options = {
    style: 'unit',
    unit: UNITS[power]!,
    // In short, one byte and many are written alike.
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  } as const
  return new Intl.NumberFormat(locale, options).format(bytes / 1024 ** power)
}
