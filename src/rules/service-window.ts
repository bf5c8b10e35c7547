const DAY = 24 * 60 * 60 * 1000

/** When free writing ends: 24 hours after the provider's time of the contact's last message (TK-8, WIN-01). */
export const windowClosesAt = (lastInboundAt: Date | null): Date | null =>
  lastInboundAt && new Date(lastInboundAt.getTime() + DAY)

/** Milliseconds left to write freely; 0 when the window is closed or never opened (WS-5). */
export const windowRemaining = (lastInboundAt: Date | null, now: Date): number =>
  lastInboundAt ? Math.max(0, lastInboundAt.getTime() + DAY - now.getTime()) : 0

export const isWindowOpen = (lastInboundAt: Date | null, now: Date): boolean => windowRemaining(lastInboundAt, now) > 0
