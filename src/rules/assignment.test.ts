import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Assignment,
  changeTicks,
  coveredQueues,
  manyIn,
  type ManyTicks,
  mergeTicks,
  sameTicks,
  type TickChange,
  toggleCampaign,
  toggleMany,
  toggleQueue,
  withoutCovered,
} from './assignment.ts'

const wholeCampaign: Assignment = { campaignId: 'ventas', queueId: null }
const oneQueue: Assignment = { campaignId: 'ventas', queueId: 'norte' }
const elsewhere: Assignment = { campaignId: 'cobros', queueId: 'lima' }

test('AS-1 ticking a campaign swallows its queues’ ticks, unticking leaves none', () => {
  const ticked = toggleCampaign([oneQueue, elsewhere], 'ventas')
  expect(ticked).toEqual([elsewhere, wholeCampaign])
  expect(toggleCampaign(ticked, 'ventas')).toEqual([elsewhere])
})

test('AS-1 a queue is ticked and unticked by itself, but locked under its campaign', () => {
  expect(toggleQueue([elsewhere], 'ventas', 'norte')).toEqual([elsewhere, oneQueue])
  expect(toggleQueue([elsewhere, oneQueue], 'ventas', 'norte')).toEqual([elsewhere])
  expect(toggleQueue([wholeCampaign], 'ventas', 'norte')).toEqual([wholeCampaign])
})

test('AS-1 the queues of a ticked campaign show as covered, later ones too', () => {
  const queues = [
    { id: 'norte', campaignId: 'ventas' },
    { id: 'lima', campaignId: 'cobros' },
  ]
  expect(coveredQueues([wholeCampaign, elsewhere], queues)).toEqual([queues[0]])
})

const ticks = fc
  .subarray([
    wholeCampaign,
    oneQueue,
    { campaignId: 'ventas', queueId: 'sur' },
    elsewhere,
    { campaignId: 'cobros', queueId: null },
    { campaignId: 'cobros', queueId: 'puno' },
  ])
  .map(withoutCovered)

test('AS-1 two who began from the same ticks are joined, whoever comes second', () => {
  const southern = [oneQueue, { campaignId: 'ventas', queueId: 'sur' }]
  expect(mergeTicks([oneQueue], southern, [oneQueue, elsewhere])).toEqual([oneQueue, elsewhere, southern[1]])
  expect(mergeTicks([oneQueue, elsewhere], [elsewhere], [oneQueue, elsewhere, southern[1]!])).toEqual([
    elsewhere,
    southern[1],
  ])
  expect(mergeTicks([oneQueue], [wholeCampaign], southern)).toEqual([wholeCampaign])
  fc.assert(
    fc.property(ticks, ticks, ticks, (began, mine, theirs) => {
      const joined = mergeTicks(began, mine, theirs)
      expect(sameTicks(joined, mergeTicks(began, theirs, mine))).toBe(true)
      expect(withoutCovered(joined)).toEqual(joined)
      expect(sameTicks(mergeTicks(began, mine, began), mine)).toBe(true)
      expect(sameTicks(mergeTicks(began, began, theirs), theirs)).toBe(true)
    }),
  )
})

describe('many templates at once', () => {
  const unchanged = { add: [], remove: [] }
  const many = (total: number, ...given: [Assignment, number][]): ManyTicks => ({
    total,
    ticks: given.map(([tick, templates]) => ({ ...tick, templates })),
  })
  const southern: Assignment = { campaignId: 'ventas', queueId: 'sur' }

  test('AS-1 what some have goes to all, to none, and back to what stood; an untouched "some" stays', () => {
    const some = many(5, [oneQueue, 2])
    const all = toggleMany(some, unchanged, oneQueue)
    expect([all, manyIn(some, all, oneQueue)]).toEqual([{ add: [oneQueue], remove: [] }, 5])
    const none = toggleMany(some, all, oneQueue)
    expect([none, manyIn(some, none, oneQueue)]).toEqual([{ add: [], remove: [oneQueue] }, 0])
    expect(toggleMany(some, none, oneQueue)).toEqual(unchanged)
    const elsewhereOnly = toggleMany(some, unchanged, elsewhere)
    expect(changeTicks([oneQueue], elsewhereOnly)).toEqual([oneQueue, elsewhere])
    expect(changeTicks([], elsewhereOnly)).toEqual([elsewhere])
  })

  test('AS-1 what all or none have has two states', () => {
    const full = many(3, [oneQueue, 3])
    const off = toggleMany(full, unchanged, oneQueue)
    expect(off).toEqual({ add: [], remove: [oneQueue] })
    expect(toggleMany(full, off, oneQueue)).toEqual(unchanged)
    const on = toggleMany(many(3), unchanged, oneQueue)
    expect(toggleMany(many(3), on, oneQueue)).toEqual(unchanged)
  })

  test('AS-1 a campaign that is added decides for its queues; taken away, those it covered are left with none', () => {
    const stands = many(4, [wholeCampaign, 1], [oneQueue, 2])
    const touched = toggleMany(stands, unchanged, southern)
    const all = toggleMany(stands, touched, wholeCampaign)
    expect(all).toEqual({ add: [wholeCampaign], remove: [] })
    expect(manyIn(stands, all, southern)).toBe(4)
    const none = toggleMany(stands, all, wholeCampaign)
    expect(manyIn(stands, none, oneQueue)).toBe(2)
    expect(manyIn(stands, none, southern)).toBe(0)
  })

  test('AS-1 what the window shows is what each template has afterwards', () => {
    const places = [wholeCampaign, oneQueue, southern, elsewhere, { campaignId: 'cobros', queueId: null }]
    fc.assert(
      fc.property(
        fc.array(ticks, { minLength: 1, maxLength: 6 }),
        fc.array(fc.constantFrom(...places), { maxLength: 8 }),
        (templates, presses) => {
          const stands: ManyTicks = {
            total: templates.length,
            ticks: places.map((place) => ({
              ...place,
              templates: templates.filter((own) =>
                sameTicks(
                  [place],
                  own.filter((tick) => sameTicks([tick], [place])),
                ),
              ).length,
            })),
          }
          let change: TickChange = unchanged
          for (const place of presses) {
            // A queue is locked while its campaign is chosen for all, as on screen.
            const campaign = { campaignId: place.campaignId, queueId: null }
            if (place.queueId !== null && manyIn(stands, change, campaign) === stands.total) continue
            change = toggleMany(stands, change, place)
          }
          const after = templates.map((own) => changeTicks(own, change))
          for (const place of places) {
            const sent = after.filter((own) =>
              own.some((tick) => tick.campaignId === place.campaignId && [null, place.queueId].includes(tick.queueId)),
            )
            expect(manyIn(stands, change, place)).toBe(sent.length)
          }
        },
      ),
    )
  })
})
