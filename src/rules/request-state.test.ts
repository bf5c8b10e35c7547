import { expect, test } from 'vitest'
import {
  heldByAnother,
  OPEN_REQUEST_STATES,
  REQUEST_STATES,
  REQUEST_TRANSITIONS,
  requestAfter,
  type RequestEvent,
  type RequestState,
} from './request-state.ts'

// Every state under every event; what is not written here must be refused.
const ALLOWED: Record<RequestState | 'none', Partial<Record<RequestEvent, RequestState>>> = {
  none: { send: 'sent' },
  sent: {
    take: 'taken',
    ask_correction: 'correction',
    approve: 'connecting',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  taken: {
    take: 'taken',
    ask_correction: 'correction',
    approve: 'connecting',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  correction: { resend: 'sent', decline: 'declined', withdraw: 'withdrawn' },
  connecting: { decline: 'declined', go_live: 'done' },
  done: {},
  declined: {},
  withdrawn: {},
}

const EVENTS = Object.keys(REQUEST_TRANSITIONS) as RequestEvent[]
const STATES = ['none', ...REQUEST_STATES] as const

test.each(STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))('CH-11 %s, %s', (state, event) => {
  expect(requestAfter(state, event)).toBe(ALLOWED[state][event] ?? null)
})

test('CH-11 only while a correction is asked for can the company edit and resend', () => {
  expect(STATES.filter((state) => requestAfter(state, 'resend'))).toEqual(['correction'])
})

test('CH-7 withdrawing ends when the operator starts connecting', () => {
  expect(STATES.filter((state) => requestAfter(state, 'withdraw'))).toEqual(['sent', 'taken', 'correction'])
})

test('what is open is what still leads somewhere', () => {
  expect(REQUEST_STATES.filter((state) => EVENTS.some((event) => requestAfter(state, event)))).toEqual([
    ...OPEN_REQUEST_STATES,
  ])
})

test('CH-11 what one operator took is not another’s to decide', () => {
  expect(heldByAnother('taken', 'ana', 'luis')).toBe(true)
  expect(heldByAnother('taken', 'ana', 'ana')).toBe(false)
  expect(heldByAnother('sent', 'ana', 'luis')).toBe(false)
  expect(heldByAnother('taken', null, 'luis')).toBe(false)
})
