import type { Role } from './roles.ts'

export type ChannelState = 'pending' | 'inactive' | 'interrupted' | 'active'

export type ChannelFacts = { identifier: string | null; enabled: boolean; openInterruptions: number }

/** CH-5: the state is never stored, it follows from the facts. */
export function channelState(facts: ChannelFacts): ChannelState {
  if (facts.identifier === null) return 'pending'
  if (!facts.enabled) return 'inactive'
  return facts.openInterruptions > 0 ? 'interrupted' : 'active'
}

export type ChannelEvent =
  | { type: 'go_live'; identifier: string }
  | { type: Exclude<keyof typeof TRANSITIONS, 'go_live'> }

/** How a channel leaves the list for good. */
export type ChannelEnd = 'withdrawn' | 'declined' | 'deleted'

type Transition = {
  from: readonly (ChannelState | 'none')[]
  to: ChannelEnd | ((facts: ChannelFacts, identifier: string) => ChannelFacts)
}

const CONNECTED = ['inactive', 'interrupted', 'active'] as const

/** The whole life of a channel: from which states each event may come, and what it changes. */
export const TRANSITIONS = {
  request: { from: ['none'], to: (facts) => facts },
  withdraw: { from: ['pending'], to: 'withdrawn' },
  decline: { from: ['pending'], to: 'declined' },
  go_live: { from: ['pending'], to: (facts, identifier) => ({ ...facts, identifier }) },
  switch_off: { from: ['active', 'interrupted'], to: (facts) => ({ ...facts, enabled: false }) },
  switch_on: { from: ['inactive'], to: (facts) => ({ ...facts, enabled: true }) },
  interruption_opens: {
    from: CONNECTED,
    to: (facts) => ({ ...facts, openInterruptions: facts.openInterruptions + 1 }),
  },
  interruption_closes: {
    from: CONNECTED,
    to: (facts) => ({ ...facts, openInterruptions: Math.max(0, facts.openInterruptions - 1) }),
  },
  delete: { from: CONNECTED, to: 'deleted' },
} as const satisfies Record<string, Transition>

const REQUESTED: ChannelFacts = { identifier: null, enabled: true, openInterruptions: 0 }

/** The facts after an event, how the channel ended, or `null` when the event cannot happen there; no facts = no channel yet. */
export function transition(facts: ChannelFacts | null, event: ChannelEvent): ChannelFacts | ChannelEnd | null {
  const { from, to }: Transition = TRANSITIONS[event.type]
  if (!from.includes(facts ? channelState(facts) : 'none')) return null
  return typeof to === 'string' ? to : to(facts ?? REQUESTED, event.type === 'go_live' ? event.identifier : '')
}

export type ChannelAction = 'view_request' | 'withdraw' | 'switch' | 'edit' | 'delete' | 'add_template'

/** Why a button is disabled: a stable code that the screen words. */
export type DisabledReason = 'role' | 'pending' | 'connecting' | 'not_pending'

/** CH-7: what the column "Acciones" offers; `true`, or why not. `connecting`: the operator has begun to connect the number. */
export function allowedActions(
  state: ChannelState,
  role: Role,
  connecting = false,
): Record<ChannelAction, true | DisabledReason> {
  const may = (fault: DisabledReason | false): true | DisabledReason => (role === 'agent' ? 'role' : fault || true)
  const whilePending = may(state !== 'pending' && 'not_pending')
  const onceConnected = may(state === 'pending' && 'pending')
  return {
    view_request: may(false),
    withdraw: whilePending === true && connecting ? 'connecting' : whilePending,
    switch: onceConnected,
    edit: onceConnected,
    delete: onceConnected,
    add_template: onceConnected,
  }
}
