import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Because, bareWord, isOptOut, opensTicket, optOutSet, placeMessage, type RoutingFacts } from './routing.ts'

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

test('TK-5 (6) a ticket that is open in the default campaign takes what has no other place, where it is', () => {
  const none = { ...quiet, queues: [], entryQueue: null }
  const openTicketByCampaign = { general: { ticketId: 't-2', queueId: 'entrada' } }
  expect(placeMessage({ ...none, openTicketByCampaign })).toEqual({
    campaignId: 'general',
    queueId: 'entrada',
    join: 't-2',
    because: 'no_queue',
  })
})

/** Every combination of what a message may point at, of which queues take tickets, and of where a ticket is open. */
const combinations = [true, false].flatMap((tap) =>
  [true, false].flatMap((quoted) =>
    [true, false].flatMap((open) =>
      [true, false].flatMap((unanswered) =>
        [true, false].flatMap((entry) =>
          [[], ['ventas-1'], ['cobros-1'], ['entrada'], ['entrada', 'ventas-1', 'cobros-1']].map((down) => ({
            tap,
            quoted,
            open,
            unanswered,
            entry,
            down,
          })),
        ),
      ),
    ),
  ),
)

test('TK-5 exhaustively: the first that fits, else the entry queue, else any queue of the channel, else "Sin cola"', () => {
  for (const { tap, quoted, open, unanswered, entry, down } of combinations) {
    const facts: RoutingFacts = {
      ...quiet,
      tap: tap ? ventas : null,
      quoted: quoted ? cobros : null,
      openTicketOnChannel: open ? { ...cobros, ticketId: 't-c' } : null,
      openTicketByCampaign: open ? { cobros: { ticketId: 't-c', queueId: 'cobros-1' } } : {},
      openInteractionWithoutTicket: unanswered ? { ...ventas, interactionId: 'i-1' } : null,
      entryQueue: entry ? quiet.entryQueue : null,
      queues: off(...down),
    }
    const points: [Because, string][] = [
      ...(tap ? [['tap', 'ventas'] as [Because, string]] : []),
      ...(quoted ? [['quoted', 'cobros'] as [Because, string]] : []),
      ...(open ? [['open_ticket', 'cobros'] as [Because, string]] : []),
      ...(unanswered ? [['sent_template', 'ventas'] as [Because, string]] : []),
    ]
    const up = ['entrada', 'ventas-1', 'cobros-1'].filter((id) => !down.includes(id))
    const fits = (campaign: string) => (campaign === 'cobros' && open) || up.includes(`${campaign}-1`)
    const expected =
      points[0] && fits(points[0][1])
        ? {
            because: points[0][0],
            queueId: `${points[0][1]}-1`,
            join: points[0][1] === 'cobros' && open ? 't-c' : null,
          }
        : entry && up.includes('entrada')
          ? { because: 'entry_queue', queueId: 'entrada', join: null }
          : up[0]
            ? { because: 'entry_queue', queueId: up[0], join: up[0] === 'cobros-1' && open ? 't-c' : null }
            : { because: 'no_queue', queueId: null, join: null }
    expect(placeMessage(facts), JSON.stringify({ tap, quoted, open, unanswered, entry, down })).toMatchObject(expected)
  }
})

test('TK-5 for any queues and tickets: what is joined is the open ticket of the campaign found; what is opened stands in an active queue of it', () => {
  const names = ['a', 'b', 'c']
  const place = fc.option(
    fc.record({ campaignId: fc.constantFrom(...names), queueId: fc.option(fc.constantFrom('q0', 'q1', 'q2', 'q3')) }),
  )
  const queues = fc.array(
    fc.record({ campaignId: fc.constantFrom(...names), active: fc.boolean(), hasChannel: fc.boolean() }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(
      place,
      place,
      place,
      place,
      queues,
      fc.subarray(names),
      (tap, quoted, unanswered, entryQueue, made, open) => {
        const all = made.map((q, i) => ({ ...q, queueId: `q${i}`, createdOrder: i }))
        const facts: RoutingFacts = {
          tap,
          quoted,
          openTicketOnChannel: null,
          openInteractionWithoutTicket: unanswered && { ...unanswered, interactionId: 'i' },
          entryQueue,
          defaultCampaignId: 'a',
          openTicketByCampaign: Object.fromEntries(open.map((c) => [c, { ticketId: `t-${c}`, queueId: null }])),
          queues: all,
        }
        const found = placeMessage(facts)
        expect(found.join).toBe(open.includes(found.campaignId) ? `t-${found.campaignId}` : null)
        if (found.join === null && found.queueId !== null)
          expect(all.find((q) => q.queueId === found.queueId)).toMatchObject({
            campaignId: found.campaignId,
            active: true,
          })
        const first = tap ?? quoted ?? unanswered
        if (first && open.includes(first.campaignId)) expect(found.campaignId).toBe(first.campaignId)
        if (found.because === 'no_queue') expect(all.some((q) => q.active && q.hasChannel)).toBe(false)
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

test('TK-6 a word is compared without case, accents, spaces and signs around it', () => {
  expect(bareWord('  ¡Dar  de   BÁJA! ')).toBe('dar de baja')
  expect(bareWord('🙂')).toBe('')
  expect(optOutSet(['BAJA', 'baja.', '...'])).toEqual(new Set(['baja']))
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
  expect(isOptOut(text, optOutSet(['BAJA', 'STOP', 'Dar de baja', ' ']))).toBe(expected)
})
