import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePostback } from '../../../rules/postback.ts'
import { newId } from '../../database/id.ts'
import type { MessageEvent } from '../../provider/events.ts'
import type { IncomingMessage } from './batch.ts'
import { planMessages } from './plan.ts'
import type { Snapshot } from './snapshot.ts'

const [companyId, channelId, general, sales, queue, contact] = Array.from({ length: 6 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
let seq = 0

function incoming(content: MessageEvent['content'], more: Partial<MessageEvent> = {}): IncomingMessage {
  const event: MessageEvent = { kind: 'message', externalId: `wamid.${++seq}`, from: '51900100001', content, ...more }
  return { seq, companyId, channelId, dedupeKey: `m:${seq}`, lane: 0, receivedAt: Date.now(), event, raw: '{}' }
}
const text = (words: string) => incoming({ type: 'text', text: words })

const empty = (): Snapshot => ({
  channels: new Map([[channelId, { enabled: true }]]),
  queues: [{ companyId, queueId: queue, campaignId: sales, active: true, createdOrder: 1 }],
  links: [{ queueId: queue, channelId, isEntry: true }],
  defaultCampaigns: new Map([[companyId, general]]),
  tickets: [],
  interactions: [],
  ours: new Map(),
  stored: new Set(),
})
const plan = (events: IncomingMessage[], snapshot = empty()) =>
  planMessages(events, new Map(events.map((e) => [e.seq, contact])), snapshot)

describe('what a batch of messages comes to', () => {
  test('TK-5 (5) the first message opens one ticket in the entry queue, and the others of the batch join it', () => {
    const made = plan([text('Hola'), text('¿Están?'), text('Gracias')])
    expect(made.tickets).toMatchObject([
      { contactId: contact, campaignId: sales, queueId: queue, closedAsOptOut: false },
    ])
    expect(made.interactions).toHaveLength(1)
    expect(made.messages.map((m) => m.ticketId)).toEqual(Array(3).fill(made.tickets[0]!.id))
  })

  test('TK-5 (6) without any queue the ticket stands in the default campaign, without queue', () => {
    const made = plan([text('Hola')], { ...empty(), queues: [], links: [] })
    expect(made.tickets).toMatchObject([{ campaignId: general, queueId: null }])
  })

  test('WS-3 TK-3 a tap gives the send without answer its ticket, in the campaign and queue it was sent from', () => {
    const [ours, interaction] = [newId(), newId()]
    const snapshot = empty()
    snapshot.ours.set(ours, {
      id: ours,
      campaignId: general,
      queueId: null,
      templateName: 'Oferta',
      buttons: [{ text: 'Sí' }],
    })
    snapshot.queues.push({ companyId, queueId: 'q2', campaignId: general, active: true, createdOrder: 2 })
    snapshot.links.push({ queueId: 'q2', channelId, isEntry: false })
    snapshot.interactions.push({
      id: interaction,
      contactId: contact,
      channelId,
      campaignId: general,
      queueId: 'q2',
      ticketId: null,
      lastActivityAt: 1,
    })
    const made = plan(
      [incoming({ type: 'button', text: 'Sí', payload: encodePostback({ messageId: ours, index: 0 }) })],
      snapshot,
    )
    expect(made.tickets).toMatchObject([{ campaignId: general, queueId: 'q2' }])
    expect(made.joined).toEqual([{ companyId, interactionId: interaction, ticketId: made.tickets[0]!.id }])
    expect(made.interactions).toEqual([])
    expect(made.messages[0]!.content).toMatchObject({ templateName: 'Oferta', buttonText: 'Sí' })
  })

  test('TK-6 BAJA marks the contact and leaves a ticket that is closed already; a later message opens another', () => {
    const made = plan([text(' báJa '), text('Hola')])
    expect(made.optOuts).toMatchObject([{ contactId: contact }])
    expect(made.tickets.map((t) => t.closedAsOptOut)).toEqual([true, false])
    expect(made.interactions.map((i) => i.ended)).toEqual([true, false])
  })

  test('TK-6 a reaction opens nothing', () => {
    const made = plan([incoming({ type: 'reaction', emoji: '👍', target: 'x' })])
    expect(made).toMatchObject({ tickets: [], interactions: [], messages: [{ interactionId: null, text: '👍' }] })
  })

  test('TK-7 what comes to a number that is switched off is kept, honours a BAJA, and makes nothing', () => {
    const made = plan([text('Hola'), text('STOP')], {
      ...empty(),
      channels: new Map([[channelId, { enabled: false }]]),
    })
    expect(made).toMatchObject({ tickets: [], interactions: [], optOuts: [{ contactId: contact }] })
    expect(made.messages).toHaveLength(2)
  })

  test('a message that is stored already is not planned again, in whichever batch it comes', () => {
    const twice = text('Hola')
    expect(plan([twice, { ...twice, seq: twice.seq + 1000 }]).messages).toHaveLength(1)
    expect(plan([twice], { ...empty(), stored: new Set([`${channelId} ${twice.event.externalId}`]) }).messages).toEqual(
      [],
    )
  })

  test('for any batch: at most one open ticket per contact and campaign, one open interaction per contact, channel and campaign', () => {
    const kinds = fc.constantFrom<MessageEvent['content']>(
      { type: 'text', text: 'x' },
      { type: 'text', text: 'BAJA' },
      { type: 'reaction', emoji: '🙂' },
      { type: 'image', url: 'u' },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 4 })), { maxLength: 30 }), (rows) => {
        const events = rows.map(([content]) => incoming(content))
        const contacts = ['a', 'b', 'c', 'd', 'e']
        const made = planMessages(events, new Map(events.map((e, i) => [e.seq, contacts[rows[i]![1]]!])), empty())
        const open = made.tickets.filter((t) => !t.closedAsOptOut).map((t) => `${t.contactId} ${t.campaignId}`)
        const exchanges = made.interactions.filter((i) => !i.ended).map((i) => `${i.contactId} ${i.campaignId}`)
        expect(new Set(open).size).toBe(open.length)
        expect(new Set(exchanges).size).toBe(exchanges.length)
        expect(made.messages).toHaveLength(events.length)
      }),
    )
  })
})
