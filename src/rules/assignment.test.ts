import { expect, test } from 'vitest'
import { type Assignment, coveredQueues, toggleCampaign, toggleQueue, visibleIn } from './assignment.ts'

const wholeCampaign: Assignment = { campaignId: 'ventas', queueId: null }
const oneQueue: Assignment = { campaignId: 'ventas', queueId: 'norte' }
const elsewhere: Assignment = { campaignId: 'cobros', queueId: 'lima' }

test('AS-1 a campaign’s tick shows the template in all its queues, a queue’s tick in that one', () => {
  expect(visibleIn({ assignments: [wholeCampaign] }, 'ventas', 'later')).toBe(true)
  expect(visibleIn({ assignments: [oneQueue] }, 'ventas', 'norte')).toBe(true)
  expect(visibleIn({ assignments: [oneQueue] }, 'ventas', 'sur')).toBe(false)
  expect(visibleIn({ assignments: [wholeCampaign] }, 'cobros', 'lima')).toBe(false)
})

test('AS-2 assigned to nothing, visible nowhere', () => {
  expect(visibleIn({ assignments: [] }, 'ventas', 'norte')).toBe(false)
})

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
