import { expect, test } from 'vitest'
import type { Assignment } from './assignment.ts'
import {
  barsForAll,
  isOfferedIn,
  type PersonFacts,
  placesOf,
  type QueueFacts,
  sightOf,
  templateBars,
  type TemplateFacts,
} from './template-reach.ts'

const norte: QueueFacts = { id: 'norte', campaignId: 'ventas', active: true, campaignActive: true }
const sur: QueueFacts = { ...norte, id: 'sur' }
const lima: QueueFacts = { ...norte, id: 'lima', campaignId: 'cobros' }
const queues = new Map([
  ['ventas', [norte, sur]],
  ['cobros', [lima]],
  ['vacia', []],
])
const whole: Assignment = { campaignId: 'ventas', queueId: null }
const only = (queueId: string): Assignment => ({ campaignId: 'ventas', queueId })

const template = (assignments: Assignment[], changes: Partial<TemplateFacts> = {}): TemplateFacts => ({
  status: 'approved',
  statusWord: 'APPROVED',
  active: true,
  isKnown: true,
  isForeign: false,
  channelState: 'active',
  assignments,
  ...changes,
})
const agent = (queueIds: string[], changes: Partial<PersonFacts> = {}): PersonFacts => ({
  active: true,
  sends: true,
  supervises: false,
  queueIds: new Set(queueIds),
  ...changes,
})
const sight = (of: TemplateFacts, person: PersonFacts) => {
  const places = placesOf(of.assignments, queues)
  return sightOf(barsForAll(of, places), places, person)
}

test('AS-1 a campaign’s tick shows the template in all its queues, a queue’s tick in that one', () => {
  expect([norte, sur, lima].map((queue) => isOfferedIn(template([whole]), queue))).toEqual([true, true, false])
  expect([norte, sur, lima].map((queue) => isOfferedIn(template([only('sur')]), queue))).toEqual([false, true, false])
  expect(placesOf([whole, only('sur')], queues).map((place) => [place.queue.id, place.whole])).toEqual([
    ['norte', true],
    ['sur', true],
  ])
})

test('AS-2 assigned to nothing, offered nowhere', () => {
  expect([norte, sur, lima].some((queue) => isOfferedIn(template([]), queue))).toBe(false)
  expect(sight(template([]), agent(['norte']))).toEqual({ sees: false, through: [], bars: ['not_assigned'] })
})

test.each<[Partial<TemplateFacts>, string]>([
  [{ isForeign: true }, 'made_elsewhere'],
  [{ status: 'pending', statusWord: 'IN_REVIEW' }, 'not_approved'],
  [{ status: 'rejected', statusWord: 'REJECTED' }, 'not_approved'],
  [{ isKnown: false }, 'not_approved'],
  [{ statusWord: 'PAUSED' }, 'held_back'],
  [{ statusWord: 'A_NEW_WORD' }, 'held_back'],
  [{ active: false }, 'off'],
  [{ channelState: 'inactive' }, 'channel'],
  [{ channelState: 'interrupted' }, 'channel'],
])('AS-3, TP-3 %o hides it from everybody: %s', (changes, bar) => {
  const hidden = template([whole], changes)
  expect(templateBars(hidden)).toEqual([bar])
  expect(isOfferedIn(hidden, norte)).toBe(false)
  expect(sight(hidden, agent(['norte']))).toMatchObject({ sees: false, bars: [bar] })
})

test('AS-3 a queue or campaign that is off hides it there, from everybody only when none is left', () => {
  const off = { ...norte, active: false }
  const asleep = { ...lima, campaignActive: false }
  const night = new Map([
    ['ventas', [off, sur]],
    ['cobros', [asleep]],
  ])
  const assignments = [whole, { campaignId: 'cobros', queueId: 'lima' }]
  const places = placesOf(assignments, night)
  expect(barsForAll(template(assignments), places)).toEqual([])
  expect(sightOf([], places, agent(['norte'])).bars).toEqual(['queue_off'])
  expect(sightOf([], places, agent(['lima'])).bars).toEqual(['campaign_off'])
  expect(sightOf([], places, agent(['norte', 'sur']))).toMatchObject({ sees: true, bars: [] })
  expect(barsForAll(template([only('norte')]), placesOf([only('norte')], night))).toEqual(['queue_off'])
})

test('AS-3 what is with the person: not of the queue, away, without agent mode; who supervises has every queue', () => {
  expect(sight(template([only('norte')]), agent(['sur'])).bars).toEqual(['not_in_queue'])
  expect(sight(template([whole]), agent(['norte'], { active: false })).bars).toEqual(['inactive'])
  expect(sight(template([whole]), agent([], { supervises: true, sends: false })).bars).toEqual(['only_looks'])
  expect(sight(template([whole]), agent([], { supervises: true })).through).toHaveLength(2)
  expect(sight(template([{ campaignId: 'vacia', queueId: null }]), agent(['norte'])).bars).toEqual(['no_queues'])
})
