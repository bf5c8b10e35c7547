import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOptOut, opensTicket, placeMessage, type RoutingFacts } from './routing.ts'

const queue = (queueId: string, campaignId: string, changes = {}) => ({
  queueId,
  campaignId,
  active: true,
  hasChannel: true,
  createdOrder: 1,
  ...changes,
})

const quiet: RoutingFacts = {
  tap: null,
  quoted: null,
  openTicketOnChannel: null,
  openInteractionWithoutTicket: null,
  entryQueue: { campaignId: 'general', queueId: 'entrada' },
  defaultCampaignId: 'general',
  openTicketByCampaign: {},
  queues: [queue('entrada', 'general'), queue('ventas-1', 'ventas'), queue('cobros-1', 'cobros')],
}
const ventas = { campaignId: 'ventas', queueId: 'ventas-1' }
const cobros = { campaignId: 'cobros', queueId: 'cobros-1' }
const off = (...ids: string[]) =>
  quiet.queues.map((one) => (ids.includes(one.queueId) ? { ...one, active: false } : one))

const EVERYTHING: RoutingFacts = {
  ...quiet,
  tap: ventas,
  quoted: cobros,
  openTicketOnChannel: { ...cobros, ticketId: 't-cobros' },
  openInteractionWithoutTicket: { ...ventas, interactionId: 'i-1' },
  openTicketByCampaign: { cobros: { ticketId: 't-cobros', queueId: 'cobros-1' } },
}

test('TK-5 a tap wins over all else and opens a ticket in its campaign', () => {
  expect(placeMessage(EVERYTHING)).toEqual({ ...ventas, join: null, because: 'tap' })
})

test('TK-5 then the quoted message, the open ticket, the sent template, the entry queue', () => {
  const noTap = { ...EVERYTHING, tap: null }
  const noQuote = { ...noTap, quoted: null }
  const noTicket = { ...noQuote, openTicketOnChannel: null, openTicketByCampaign: {} }
  const nothing = { ...noTicket, openInteractionWithoutTicket: null }
  expect(placeMessage(noTap)).toEqual({ ...cobros, join: 't-cobros', because: 'quoted' })
  expect(placeMessage(noQuote)).toEqual({ ...cobros, join: 't-cobros', because: 'open_ticket' })
  expect(placeMessage(noTicket)).toEqual({ ...ventas, join: null, because: 'sent_template' })
  expect(placeMessage(nothing)).toEqual({
    campaignId: 'general',
    queueId: 'entrada',
    join: null,
    because: 'entry_queue',
  })
})

test('TK-5 the open ticket of the campaign found is joined, in the queue where it is', () => {
  const openTicketByCampaign = { ventas: { ticketId: 't-1', queueId: 'ventas-9' } }
  expect(placeMessage({ ...quiet, tap: ventas, openTicketByCampaign })).toEqual({
    campaignId: 'ventas',
    queueId: 'ventas-9',
    join: 't-1',
    because: 'tap',
  })
})

test('TK-5 a queue that is off gives way to the campaign’s first active queue with this channel', () => {
  const queues = [
    ...off('ventas-1'),
    queue('ventas-4', 'ventas', { createdOrder: 4 }),
    queue('ventas-3', 'ventas', { createdOrder: 3 }),
    queue('ventas-2', 'ventas', { createdOrder: 2, hasChannel: false }),
  ]
  expect(placeMessage({ ...quiet, tap: ventas, queues })).toEqual({
    campaignId: 'ventas',
    queueId: 'ventas-3',
    join: null,
    because: 'tap',
  })
})

test('AS-1, TK-5 a queue that lacks the channel still takes the answers to what it sent', () => {
  const queues = [queue('ventas-1', 'ventas', { hasChannel: false })]
  expect(placeMessage({ ...quiet, tap: ventas, queues }).queueId).toBe('ventas-1')
})

test('TK-5 where the campaign has none, the entry queue', () => {
  expect(placeMessage({ ...quiet, tap: ventas, queues: off('ventas-1') })).toEqual({
    campaignId: 'general',
    queueId: 'entrada',
    join: null,
    because: 'entry_queue',
  })
})

test('TK-5 with the entry campaign off, any active queue of the channel; with none, "Sin cola"', () => {
  expect(placeMessage({ ...quiet, queues: off('entrada') })).toMatchObject({
    queueId: 'ventas-1',
    because: 'entry_queue',
  })
  const none = { ...quiet, tap: ventas, queues: off('entrada', 'ventas-1', 'cobros-1') }
  expect(placeMessage(none)).toEqual({ campaignId: 'general', queueId: null, join: null, because: 'no_queue' })
  expect(
    placeMessage({ ...none, openTicketByCampaign: { general: { ticketId: 't-2', queueId: null } } }),
  ).toMatchObject({
    join: 't-2',
    queueId: null,
  })
})

test('TK-5 never dropped: what is not joined lands in an active queue, or in none', () => {
  const place = fc.option(fc.constantFrom(ventas, cobros, { campaignId: 'general', queueId: 'entrada' }))
  fc.assert(
    fc.property(
      place,
      place,
      place,
      fc.subarray(['entrada', 'ventas-1', 'cobros-1']),
      (tap, quoted, entryQueue, down) => {
        const queues = off(...down)
        const { queueId, because } = placeMessage({ ...quiet, tap, quoted, entryQueue, queues })
        expect(queueId === null).toBe(because === 'no_queue')
        expect(queueId === null || queues.some((one) => one.queueId === queueId && one.active)).toBe(true)
        expect(queueId !== null || down.length === 3).toBe(true)
      },
    ),
  )
})

test('TK-6 only what a person says opens a ticket', () => {
  expect(opensTicket({ kind: 'message', content: { type: 'text' } })).toBe(true)
  expect(opensTicket({ kind: 'message', content: { type: 'unsupported' } })).toBe(true)
  expect(opensTicket({ kind: 'message', content: { type: 'reaction' } })).toBe(false)
  for (const kind of ['status', 'echo', 'preference', 'template', 'ping']) expect(opensTicket({ kind })).toBe(false)
})

test.each([
  ['BAJA', true],
  [' baja. ', true],
  ['Bája', true],
  ['¡stop!', true],
  ['dar de baja', true],
  ['baja el precio', false],
  ['', false],
  ['...', false],
])('TK-6 opting out with %j: %s', (text, expected) => {
  expect(isOptOut(text, ['BAJA', 'STOP', 'Dar de baja', ' '])).toBe(expected)
})
