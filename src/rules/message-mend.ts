import { explainError } from './message-errors.ts'
import type { MessageStatus } from './message-status.ts'

export interface Unarrived {
  status: MessageStatus
  /** The provider's, or one of our own words. */
  code: string | null
  /** Sent from the phone app, not from here. */
  echo: boolean
  /** Since it was written. */
  hoursAgo: number
}

export interface Remedy {
  /** `send`: it certainly did not arrive and may do so now; `risk`: it may have arrived; `no`: it would fail again. */
  retry: 'send' | 'risk' | 'no'
  /** Who can do something about the reason; `nobody` where it passes by itself, or never. */
  who: 'agent' | 'admin' | 'provider' | 'nobody'
}

/** Our own reasons: the same words may be sent again once what stopped them is over; what was deleted stays so. */
const OWN: Record<string, Remedy> = {
  channel_off: { retry: 'send', who: 'admin' },
  channel_deleted: { retry: 'no', who: 'nobody' },
  campaign_off: { retry: 'send', who: 'admin' },
  campaign_deleted: { retry: 'no', who: 'nobody' },
  template_deleted: { retry: 'no', who: 'agent' },
  // Its words and values are those of the old text.
  template_edited: { retry: 'no', who: 'agent' },
  template_not_sendable: { retry: 'send', who: 'admin' },
  held_too_long: { retry: 'send', who: 'agent' },
  file_missing: { retry: 'no', who: 'agent' },
  opted_out: { retry: 'no', who: 'nobody' },
  gave_up: { retry: 'send', who: 'nobody' },
}

/** The window closed: the same text leaves as soon as it is open again. */
const WINDOW = new Set([470, 131047])
/** What the message itself carries is at fault: as it is, it fails again. */
const MESSAGE = new Set([
  100, 131008, 131009, 135000, 131021, 131051, 131053, 132000, 132005, 132012, 132018, 1005, 4003, 1009, 1010, 1011,
  137000,
])
const PROVIDER = new Set([1001, 4004, 1003])
const DAY_HOURS = 24

/** WS-2: whether to offer sending a message again, and who can mend what stopped it. */
export function mendOf({ status, code, echo, hoursAgo }: Unarrived): Remedy {
  if (echo) return { retry: 'no', who: 'nobody' }
  if (status === 'uncertain') return { retry: 'risk', who: 'agent' }
  if (status !== 'failed' && status !== 'cancelled') return { retry: 'no', who: 'nobody' }
  const own = code === null ? undefined : OWN[code]
  if (own) return own
  if (code === null) return { retry: status === 'cancelled' ? 'send' : 'no', who: 'nobody' }
  const number = Number(code)
  if (WINDOW.has(number)) return { retry: 'send', who: 'agent' }
  if (MESSAGE.has(number)) return { retry: 'no', who: 'agent' }
  switch (explainError(code, 'es').retry) {
    case 'later':
      return { retry: 'send', who: 'nobody' }
    case '24h':
      return { retry: hoursAgo >= DAY_HOURS ? 'send' : 'no', who: 'nobody' }
    case 'fix':
      return { retry: 'send', who: PROVIDER.has(number) ? 'provider' : 'admin' }
    case 'no':
      return { retry: 'no', who: 'nobody' }
  }
}
