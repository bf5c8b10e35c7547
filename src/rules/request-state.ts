/** Where a request for a number stands (CH-3, CH-11). `correction`: the operator asked the company to mend it. */
export const REQUEST_STATES = ['sent', 'taken', 'correction', 'connecting', 'done', 'declined', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** Those that somebody still has to do something about. */
export const OPEN_REQUEST_STATES = ['sent', 'taken', 'correction', 'connecting'] as const

/** How the number comes (CH-11): from the provider, from the company by its own sign-up, or from an app that exists. */
export const NUMBER_WAYS = ['provider', 'company', 'hand'] as const
export type NumberWay = (typeof NUMBER_WAYS)[number]

interface Transition {
  by: 'operator' | 'company' | 'system'
  from: readonly (RequestState | 'none')[]
  to: RequestState
}

/** The whole life of a request: from which states each event may come, and where it leads. */
export const REQUEST_TRANSITIONS = {
  send: { by: 'company', from: ['none'], to: 'sent' },
  take: { by: 'operator', from: ['sent', 'taken'], to: 'taken' },
  ask_correction: { by: 'operator', from: ['sent', 'taken'], to: 'correction' },
  /** The only case in which a pending request is edited. It goes back to the queue, in its old place. */
  resend: { by: 'company', from: ['correction'], to: 'sent' },
  approve: { by: 'operator', from: ['sent', 'taken'], to: 'connecting' },
  /** Also from `connecting`: a road that leads nowhere has to end somewhere. */
  decline: { by: 'operator', from: ['sent', 'taken', 'correction', 'connecting'], to: 'declined' },
  /** CH-7: until the operator starts connecting. */
  withdraw: { by: 'company', from: ['sent', 'taken', 'correction'], to: 'withdrawn' },
  go_live: { by: 'system', from: ['connecting'], to: 'done' },
} as const satisfies Record<string, Transition>

export type RequestEvent = keyof typeof REQUEST_TRANSITIONS

/** The state after an event, or null when the event cannot happen there; `none` = no request yet. */
export function requestAfter(state: RequestState | 'none', event: RequestEvent): RequestState | null {
  const { from, to }: Transition = REQUEST_TRANSITIONS[event]
  return from.includes(state) ? to : null
}

/** Whether the request is another operator's to decide: then it has to be taken over first. */
export const heldByAnother = (state: RequestState, takenBy: string | null, operator: string): boolean =>
  state === 'taken' && takenBy !== null && takenBy !== operator
