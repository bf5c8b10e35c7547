/** What a person may be told of: whom it concerns, and whether a mail goes with the bell (CH-3, CH-11 to CH-13). */
export const NOTIFICATION_KINDS = {
  alarm_opened: { concerns: ['operator', 'manager'], mailed: true },
  request_received: { concerns: ['operator'], mailed: true },
  request_resent: { concerns: ['operator'], mailed: true },
  channel_stuck: { concerns: ['operator'], mailed: true },
  correction_asked: { concerns: ['manager'], mailed: true },
  request_approved: { concerns: ['manager'], mailed: true },
  request_declined: { concerns: ['manager'], mailed: true },
  channel_active: { concerns: ['manager'], mailed: true },
  channel_interrupted: { concerns: ['operator', 'manager'], mailed: true },
  channel_recovered: { concerns: ['operator', 'manager'], mailed: true },
  channel_warned: { concerns: ['operator', 'manager'], mailed: true },
  template_decided: { concerns: ['manager'], mailed: true },
  template_paused: { concerns: ['manager'], mailed: true },
  template_recategorised: { concerns: ['manager'], mailed: true },
  template_changed: { concerns: ['manager'], mailed: false },
  approval_asked: { concerns: ['manager'], mailed: true },
  approval_decided: { concerns: ['manager'], mailed: true },
  approval_commented: { concerns: ['manager'], mailed: false },
  messages_cancelled: { concerns: ['manager', 'agent'], mailed: false },
  mentioned: { concerns: ['manager', 'agent'], mailed: false },
} as const satisfies Record<string, { concerns: readonly Hearer[]; mailed: boolean }>

export type NotificationKind = keyof typeof NOTIFICATION_KINDS

/** As what somebody is told: an operator, an owner or admin, an agent. One person may be several. */
export type Hearer = 'operator' | 'manager' | 'agent'

export const notificationKinds = Object.keys(NOTIFICATION_KINDS) as [NotificationKind, ...NotificationKind[]]

/** What those who are these are told of, in the order of the page on which they choose. */
export const kindsFor = (hearers: readonly Hearer[]): NotificationKind[] =>
  notificationKinds.filter((kind) => NOTIFICATION_KINDS[kind].concerns.some((each) => hearers.includes(each)))
