import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mendOf, type Unarrived } from './message-mend.ts'
import { type MessageStatus, RANK } from './message-status.ts'

const of = (given: Partial<Unarrived>) => mendOf({ status: 'failed', code: null, echo: false, hoursAgo: 1, ...given })

test('WS-2 sending again is offered where it certainly did not arrive and may do so now', () => {
  expect(of({ code: '131000' })).toEqual({ retry: 'send', who: 'nobody' })
  expect(of({ code: '131047' })).toEqual({ retry: 'send', who: 'agent' })
  expect(of({ code: '131042' })).toEqual({ retry: 'send', who: 'admin' })
  expect(of({ code: '1003' })).toEqual({ retry: 'send', who: 'provider' })
  expect(of({ status: 'cancelled', code: 'held_too_long' })).toEqual({ retry: 'send', who: 'agent' })
})

test('WS-2 and not where the same would happen', () => {
  expect(of({ code: '131026' }).retry).toBe('no')
  expect(of({ code: '132012' })).toEqual({ retry: 'no', who: 'agent' })
  expect(of({ status: 'cancelled', code: 'channel_deleted' }).retry).toBe('no')
  expect(of({ code: '131000', echo: true }).retry).toBe('no')
  expect([of({ code: '131049' }).retry, of({ code: '131049', hoursAgo: 25 }).retry]).toEqual(['no', 'send'])
})

test('BU-3 what may have arrived is never simply sent again, whatever code it carries', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(RANK) as MessageStatus[])),
      fc.option(fc.oneof(fc.string(), fc.integer({ min: 0, max: 140_000 }).map(String))),
      fc.boolean(),
      (status, code, echo) => {
        const { retry } = of({ status, code, echo })
        if (status === 'uncertain') return retry === (echo ? 'no' : 'risk')
        return status === 'failed' || status === 'cancelled' ? retry !== 'risk' : retry === 'no'
      },
    ),
  )
})
