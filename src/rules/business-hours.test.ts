import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type BusinessHours,
  isOpen,
  minuteOf,
  misplacedSpan,
  nextOpening,
  openSeconds,
  promisesBetween,
} from './business-hours.ts'
import { wallAt } from './zoned-time.ts'

const office = [
  { from: '09:00', to: '13:00' },
  { from: '15:00', to: '18:00' },
]
const week: BusinessHours = {
  days: [office, office, office, office, office, [{ from: '10:00', to: '14:00' }], []],
  holidays: [],
}
const always: BusinessHours = { days: null, holidays: [] }
const zones = [
  'America/Lima',
  'America/Santiago',
  'Europe/Madrid',
  'America/Mexico_City',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
]
const at = (text: string) => new Date(text)

const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 8 })
  .map((all) => all.toSorted((a, b) => a - b))
  .map((all) =>
    Array.from({ length: Math.floor(all.length / 2) }, (_, n) => ({
      from: clock(all[2 * n]!),
      to: clock(all[2 * n + 1]!),
    })),
  )
const moment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) }).map((ms) => new Date(ms))
const hours: fc.Arbitrary<BusinessHours> = fc.record({
  days: fc.oneof(fc.constant(null), fc.array(spans, { minLength: 7, maxLength: 7 })),
  holidays: fc.array(
    moment.map((day) => ({ date: day.toISOString().slice(0, 10), name: 'Feriado' })),
    { maxLength: 3 },
  ),
})
const zone = fc.constantFrom(...zones)

describe('HR-2 business hours', () => {
  test('HR-1 HR-2 open by the clock of the company, several spans a day', () => {
    expect(isOpen(week, 'America/Lima', at('2026-11-26T14:00:00Z'))).toBe(true)
    expect(isOpen(week, 'America/Lima', at('2026-11-26T13:59:59Z'))).toBe(false)
    expect(isOpen(week, 'America/Lima', at('2026-11-26T18:00:00Z'))).toBe(false)
    expect(isOpen(week, 'America/Lima', at('2026-11-26T20:00:00Z'))).toBe(true)
    expect(isOpen(week, 'Europe/Madrid', at('2026-11-26T14:00:00Z'))).toBe(true)
    expect(isOpen(week, 'Europe/Madrid', at('2026-11-26T20:00:00Z'))).toBe(false)
  })

  test('HR-2 a holiday is closed, and only in the time zone in which it is that day', () => {
    const closed = { ...week, holidays: [{ date: '2026-12-25', name: 'Navidad' }] }
    expect(isOpen(closed, 'America/Lima', at('2026-12-25T16:00:00Z'))).toBe(false)
    expect(nextOpening(closed, 'America/Lima', at('2026-12-24T23:30:00Z'))).toEqual(at('2026-12-26T15:00:00Z'))
    expect(isOpen({ ...always, holidays: closed.holidays }, 'America/Lima', at('2026-12-26T04:59:00Z'))).toBe(false)
    expect(isOpen({ ...always, holidays: closed.holidays }, 'America/Lima', at('2026-12-26T05:00:00Z'))).toBe(true)
  })

  test('HR-2 the next opening goes over weekends; a queue that never opens has none', () => {
    expect(nextOpening(week, 'America/Lima', at('2026-11-28T19:00:00Z'))).toEqual(at('2026-11-30T14:00:00Z'))
    expect(nextOpening(week, 'America/Lima', at('2026-11-26T15:00:00Z'))).toEqual(at('2026-11-26T15:00:00Z'))
    expect(nextOpening({ days: [[], [], [], [], [], [], []], holidays: [] }, 'America/Lima', new Date())).toBeNull()
  })

  test('HR-3 the service level counts open seconds only', () => {
    const friday = at('2026-11-27T22:59:00Z')
    const monday = at('2026-11-30T14:01:00Z')
    expect(openSeconds(week, 'America/Lima', friday, monday)).toBe(60 + 4 * 3600 + 60)
    expect(openSeconds(always, 'America/Lima', friday, monday)).toBe((monday.getTime() - friday.getTime()) / 1000)
    expect(openSeconds(week, 'America/Lima', monday, friday)).toBe(0)
  })

  test('HR-3 a promise made at night ends as long after the opening as one made then', () => {
    const [thursday, saturday] = [at('2026-11-26T18:00:00Z'), at('2026-11-28T15:00:00Z')]
    const told = promisesBetween(week, 'America/Lima', 3600, thursday, saturday)
    const shown = told.map((each) => [
      new Date(each.from).toISOString().slice(8, 16),
      'ahead' in each ? each.ahead / 3_600_000 : new Date(each.until).toISOString().slice(8, 16),
    ])
    expect(shown).toEqual([
      ['26T18:00', '26T21:00'],
      ['26T20:00', 1],
      ['26T22:00', 1 + 15],
      ['26T23:00', '27T15:00'],
      ['27T14:00', 1],
      ['27T17:00', 1 + 2],
      ['27T18:00', '27T21:00'],
      ['27T20:00', 1],
      ['27T22:00', 1 + 16],
      ['27T23:00', '28T16:00'],
    ])
  })

  test('HR-3 the end of a promise is when its open seconds have passed, and who comes first has it first', () => {
    const asked = fc.record({ hours, zone, from: moment, days: fc.integer({ min: 1, max: 9 }) })
    const seconds = fc.integer({ min: 60, max: 200_000 })
    fc.assert(
      fc.property(asked, seconds, fc.array(fc.nat(1_000_000), { minLength: 2, maxLength: 6 }), (a, promised, parts) => {
        const to = new Date(a.from.getTime() + a.days * 86_400_000)
        const told = promisesBetween(a.hours, a.zone, promised, a.from, to)
        expect([told[0]!.from, told.at(-1)!.to]).toEqual([a.from.getTime(), to.getTime()])
        for (const [n, each] of told.entries()) expect(each.from).toBe(told[n - 1]?.to ?? each.from)
        const comes = parts
          .map((part) => Math.floor(a.from.getTime() + (part / 1_000_001) * a.days * 86_400_000))
          .toSorted((x, y) => x - y)
        const ends = comes.map((came) => {
          const each = told.find((one) => one.from <= came && came < one.to)!
          return 'ahead' in each ? came + each.ahead : each.until
        })
        expect(ends).toEqual(ends.toSorted((x, y) => x - y))
        for (const [n, came] of comes.entries()) {
          const passed = openSeconds(a.hours, a.zone, new Date(came), new Date(ends[n]!))
          // Beyond a year nobody looks for its end.
          if (ends[n]! < to.getTime() + 300 * 86_400_000) expect(passed).toBeCloseTo(promised, 3)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('HR-2 hours that the clocks leave out or show twice', () => {
    const night = { days: Array.from({ length: 7 }, () => [{ from: '22:00', to: '24:00' }]), holidays: [] }
    // Santiago puts its clocks back at midnight: 23:00 to 24:00 comes twice, and both belong to the evening.
    expect(openSeconds(night, 'America/Santiago', at('2026-04-05T00:00:00Z'), at('2026-04-05T08:00:00Z'))).toBe(
      3 * 3600,
    )
    const early = { days: Array.from({ length: 7 }, () => [{ from: '00:00', to: '02:00' }]), holidays: [] }
    // And forward at midnight: the day begins at 01:00.
    expect(openSeconds(early, 'America/Santiago', at('2026-09-06T03:00:00Z'), at('2026-09-06T12:00:00Z'))).toBe(3600)
    const madrid = { days: Array.from({ length: 7 }, () => [{ from: '02:15', to: '02:45' }]), holidays: [] }
    expect(openSeconds(madrid, 'Europe/Madrid', at('2026-03-29T00:00:00Z'), at('2026-03-29T06:00:00Z'))).toBe(0)
    expect(openSeconds(madrid, 'Europe/Madrid', at('2026-10-25T00:00:00Z'), at('2026-10-25T06:00:00Z'))).toBe(1800)
  })

  test('HR-2 by any clock: open where the wall clock stands within a span, on a day without change of clocks', () => {
    fc.assert(
      fc.property(hours, zone, moment, (some, timeZone, now) => {
        const { day, minute } = wallAt(timeZone, now)
        const offset = (shift: number) => wallAt(timeZone, new Date(now.getTime() + shift)).minute % 60
        const later = wallAt(timeZone, new Date(now.getTime() + 86_400_000))
        const before = wallAt(timeZone, new Date(now.getTime() - 86_400_000))
        fc.pre(later.minute === minute && before.minute === minute && offset(0) === minute % 60)
        const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
        const holiday = some.holidays.some((h) => h.date === date)
        const todays =
          some.days === null ? [{ from: '00:00', to: '24:00' }] : some.days[(new Date(date).getUTCDay() + 6) % 7]!
        const within = todays.some(({ from, to }) => minuteOf(from) <= minute && minute < minuteOf(to))
        expect(isOpen(some, timeZone, now)).toBe(within && !holiday)
      }),
      { numRuns: 400 },
    )
  })

  test('HR-2 at the next opening it is open, and at no moment before', () => {
    fc.assert(
      fc.property(hours, zone, moment, (some, timeZone, now) => {
        const opening = nextOpening(some, timeZone, now)
        if (opening === null) return
        expect(isOpen(some, timeZone, opening)).toBe(true)
        expect(openSeconds(some, timeZone, now, opening)).toBe(0)
        if (opening > now) expect(isOpen(some, timeZone, new Date(opening.getTime() - 1))).toBe(false)
        else expect(isOpen(some, timeZone, now)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('HR-3 open seconds add up, whatever lies between', () => {
    fc.assert(
      fc.property(
        hours,
        zone,
        moment,
        fc.integer({ max: 20 * 86_400_000, min: 0 }),
        fc.double({ max: 1, min: 0, noNaN: true }),
        (some, timeZone, from, length, share) => {
          const [middle, to] = [
            new Date(from.getTime() + Math.floor(length * share)),
            new Date(from.getTime() + length),
          ]
          const whole = openSeconds(some, timeZone, from, to)
          const parts = openSeconds(some, timeZone, from, middle) + openSeconds(some, timeZone, middle, to)
          expect(parts).toBeCloseTo(whole, 3)
          expect(whole).toBeLessThanOrEqual(length / 1000)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('HR-2 spans of a day stand in order and do not overlap', () => {
    expect(misplacedSpan(office)).toBeNull()
    expect(misplacedSpan([{ from: '09:00', to: '09:00' }])).toBe(0)
    expect(misplacedSpan([...office, { from: '17:30', to: '19:00' }])).toBe(2)
    expect(misplacedSpan([{ from: '00:00', to: '24:00' }])).toBeNull()
  })
})
