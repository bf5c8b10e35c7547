import { expect, test } from 'vitest'
import { serviceLevelOf } from './service-level.ts'

const at = (clock: string) => new Date(`2026-11-26T${clock}:00-05:00`)
const queue = { serviceLevelSeconds: 600, hours: null, holidays: [] }
const of = (minutes: number) =>
  serviceLevelOf(queue, 'America/Lima', at('10:00'), new Date(+at('10:00') + minutes * 60_000))

test('HR-3 what is left of the service level, near its end, and past it', () => {
  expect(of(1)).toEqual({ state: 'fine', amount: 9 * 60_000 })
  expect(of(8)).toEqual({ state: 'near', amount: 2 * 60_000 })
  expect(of(25)).toEqual({ state: 'past', amount: 15 * 60_000 })
})

test('HR-3 while the queue is closed nothing runs', () => {
  const days = Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }])
  const level = serviceLevelOf(
    { ...queue, hours: days },
    'America/Lima',
    at('17:58'),
    new Date('2026-11-27T09:03:00-05:00'),
  )
  expect(level).toEqual({ state: 'fine', amount: 5 * 60_000 })
})
