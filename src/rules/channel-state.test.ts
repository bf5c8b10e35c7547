import { expect, test } from 'vitest'
import {
  allowedActions,
  type ChannelEvent,
  type ChannelFacts,
  channelState,
  TRANSITIONS,
  transition,
} from './channel-state.ts'

const NUMBER = '+51900000001'
const facts = (identifier: string | null, enabled: boolean, openInterruptions: number): ChannelFacts => ({
  identifier,
  enabled,
  openInterruptions,
})

const SITUATIONS = {
  none: null,
  pending: facts(null, true, 0),
  active: facts(NUMBER, true, 0),
  interrupted: facts(NUMBER, true, 1),
  'interrupted twice': facts(NUMBER, true, 2),
  inactive: facts(NUMBER, false, 0),
  'inactive and interrupted': facts(NUMBER, false, 1),
}

test('CH-5 the state follows from the facts', () => {
  expect(Object.values(SITUATIONS).map((known) => known && channelState(known))).toEqual([
    null,
    'pending',
    'active',
    'interrupted',
    'interrupted',
    'inactive',
    'inactive',
  ])
})

// Every situation under every event; what is not written here must be refused.
const ALLOWED: Record<keyof typeof SITUATIONS, Partial<Record<ChannelEvent['type'], string>>> = {
  none: { request: 'pending' },
  pending: { withdraw: 'withdrawn', decline: 'declined', go_live: 'active' },
  active: {
    switch_off: 'inactive',
    interruption_opens: 'interrupted',
    interruption_closes: 'active',
    delete: 'deleted',
  },
  interrupted: {
    switch_off: 'inactive',
    interruption_opens: 'interrupted',
    interruption_closes: 'active',
    delete: 'deleted',
  },
  'interrupted twice': {
    switch_off: 'inactive',
    interruption_opens: 'interrupted',
    interruption_closes: 'interrupted',
    delete: 'deleted',
  },
  inactive: { switch_on: 'active', interruption_opens: 'inactive', interruption_closes: 'inactive', delete: 'deleted' },
  'inactive and interrupted': {
    switch_on: 'interrupted',
    interruption_opens: 'inactive',
    interruption_closes: 'inactive',
    delete: 'deleted',
  },
}

const EVENTS = Object.keys(TRANSITIONS) as ChannelEvent['type'][]
const pairs = (Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[]).flatMap((situation) =>
  EVENTS.map((type) => [situation, type] as const),
)

test.each(pairs)('CH-5 %s, %s', (situation, type) => {
  const event: ChannelEvent = type === 'go_live' ? { type, identifier: NUMBER } : { type }
  const after = transition(SITUATIONS[situation], event)
  const shown = typeof after === 'object' && after ? channelState(after) : after
  expect(shown).toBe(ALLOWED[situation][type] ?? null)
})

test('CH-12 going live brings the identifier', () => {
  expect(transition(SITUATIONS.pending, { type: 'go_live', identifier: NUMBER })).toEqual(SITUATIONS.active)
})

test('CH-7 while Pendiente only the request can be seen and withdrawn, until the operator connects', () => {
  expect(allowedActions('pending', 'owner')).toEqual({
    view_request: true,
    withdraw: true,
    switch: 'pending',
    edit: 'pending',
    delete: 'pending',
    add_template: 'pending',
  })
  expect(allowedActions('pending', 'admin', true).withdraw).toBe('connecting')
})

test.each(['active', 'inactive', 'interrupted'] as const)('CH-7 everything works when %s', (state) => {
  expect(allowedActions(state, 'admin')).toEqual({
    view_request: true,
    withdraw: 'not_pending',
    switch: true,
    edit: true,
    delete: true,
    add_template: true,
  })
})

test('CH-7 an agent does none of it', () => {
  expect(new Set(Object.values(allowedActions('active', 'agent')))).toEqual(new Set(['role']))
  expect(new Set(Object.values(allowedActions('pending', 'agent', true)))).toEqual(new Set(['role']))
})
