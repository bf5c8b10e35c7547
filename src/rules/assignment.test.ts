import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Assignment,
  coveredQueues,
  mergeTicks,
  sameTicks,
  toggleCampaign,
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
