const bits: Record<string, number> = {
  NONE: 0,
  SENT: 1,
  DELIVERED: 2,
  READ: 4,
  DELETED: 8,
  OTHERS: 16,
  FAILED: 32,
  MESSAGE: 64,
  TEMPLATE: 128,
  ACCOUNT: 256,
  BILLING: 512,
  ENQUEUED: 1024,
  PAYMENTS: 2048,
  FLOWS_MESSAGE: 4096,
  ALL: 8192,
  COEXISTENCE: 16_384,
}

const onlyVersion3 = new Set(['ALL', 'PAYMENTS', 'FLOWS_MESSAGE'])
const onlyVersion2 = new Set(['TEMPLATE'])

/** The modes that are kept of a comma list; unknown ones, and those of the other version, vanish silently. */
export function storedModes(list: string, version: 2 | 3): string[] {
  const foreign = version === 3 ? onlyVersion2 : onlyVersion3
  const asked = list.split(',').map((mode) => mode.trim())
  return [...new Set(asked)].filter((mode) => mode in bits && !foreign.has(mode))
}

export function maskOf(modes: readonly string[]): number {
  return modes.reduce((mask, mode) => mask | (bits[mode] ?? 0), 0)
}
