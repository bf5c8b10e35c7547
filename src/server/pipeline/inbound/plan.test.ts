import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodePostback } from '../../../rules/postback.ts'
import { optOutSet } from '../../../rules/routing.ts'
import { newId } from '../../database/id.ts'
import type { MessageEvent } from '../../provider/events.ts'
import { planMessages } from './plan.ts'
import type { MessageToPlace, OurMessage, Snapshot } from './snapshot.ts'

const [companyId, channelId, general, sales, queue, contact] = Array.from({ length: 6 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
let seq = 0

function incoming(content: MessageEvent['content'], more: Partial<MessageEvent> = {}): MessageToPlace {
  const event: MessageEvent = { kind: 'message', externalId: `wamid.${++seq}`, from: '51900100001', content, ...more }
  return { seq, companyId, channelId, receivedAt: Date.now(), event }
}
const text = (words: string) => incoming({ type: 'text', text: words })

const empty = (): Snapshot => ({
  channels: new Map([[channelId, { enabled: true }]]),
  queues: [{ companyId, queueId: queue, campaignId: sales, active: true, createdOrder: 1 }],
  links: [{ queueId: queue, channelId, isEntry: true }],
  companies: new Map([
    [
      companyId,
      {
        name: 'Los Álamos',
        timeZone: 'America/Lima',
        defaultCampaignId: general,
        optOutWords: optOutSet(['BAJA', 'STOP']),
      },
    ],
  ]),
  greetings: new Map(),
  tickets: [],
  interactions: [],
  ours: new Map(),
  stored: new Set(),
})
const plan = (events: MessageToPlace[], snapshot = empty()) =>
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

  test('WS-6 a queue that gives out by itself is woken once for its new tickets; one worked by hand is not', () => {
    expect(plan([text('Hola'), text('¿Están?')]).wake.size).toBe(0)
    const automatic = empty()
    automatic.queues[0]!.automatic = true
    expect([...plan([text('Hola'), text('¿Están?')], automatic).wake]).toEqual([`${companyId} ${queue}`])
    expect(plan([text('BAJA')], automatic).wake.size).toBe(0)
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
    expect(made.joined).toEqual([
      { companyId, interactionId: interaction, ticketId: made.tickets[0]!.id, endedAt: null },
    ])
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
    expect(made.messages).toMatchObject([{ missed: true }, { missed: true }])
  })

  const ours = (more: Partial<OurMessage> = {}): OurMessage => ({
    id: newId(),
    campaignId: general,
    queueId: null,
    templateName: 'Oferta',
    buttons: [{ text: 'Sí' }, { text: 'No, gracias', optOut: true }],
    ...more,
  })
  const send = (campaignId: string, ticketId: string | null = null, lastActivityAt = 1) => ({
    id: newId(),
    contactId: contact,
    channelId,
    campaignId,
    queueId: queue,
    ticketId,
    lastActivityAt,
  })
  const ticket = (campaignId: string, activityOn: Record<string, number>) => ({
    id: newId(),
    contactId: contact,
    campaignId,
    queueId: queue,
    activityOn,
  })

  test('TK-5 (1) a tap with a reference that is none of this channel is judged by the message it quotes', () => {
    const quoted = ours({ campaignId: sales })
    const snapshot = { ...empty(), ours: new Map([[`${channelId} gs.1`, quoted]]) }
    const reference = encodePostback({ messageId: newId(), index: 0 })
    const tap = incoming({ type: 'button', text: 'Sí', payload: reference }, { replyTo: 'gs.1' })
    expect(plan([tap], snapshot)).toMatchObject({
      tickets: [{ campaignId: sales, queueId: queue }],
      messages: [{ content: { templateName: 'Oferta', buttonText: 'Sí', messageId: quoted.id } }],
    })
  })

  test('TK-5 (1) a row of a list is a tap on the message that carried the list; its own payload is none of ours', () => {
    const snapshot = { ...empty(), ours: new Map([[`${channelId} gs.1`, ours({ campaignId: sales, buttons: [] })]]) }
    const row = incoming({ type: 'list', text: 'Talla M', payload: 'row-2' }, { replyTo: 'gs.1' })
    expect(plan([row], snapshot)).toMatchObject({
      tickets: [{ campaignId: sales }],
      messages: [{ kind: 'list', content: { buttonText: 'Talla M', payload: 'row-2' } }],
    })
  })

  test('TK-5 (3) among open tickets the one with the latest activity on this channel, whatever happened elsewhere', () => {
    const [here, elsewhere] = [
      ticket(sales, { [channelId]: 200 }),
      ticket(general, { [channelId]: 100, another: 9000 }),
    ]
    const made = plan([text('Sigo aquí')], { ...empty(), tickets: [elsewhere, here] })
    expect(made.messages).toMatchObject([{ ticketId: here.id }])
    expect(made.tickets).toEqual([])
  })

  test('TK-5 (3) a ticket over another channel only is not joined through this one', () => {
    const made = plan([text('Hola')], { ...empty(), tickets: [ticket(general, { another: 9000 })] })
    expect(made.tickets).toMatchObject([{ campaignId: sales }])
  })

  test('TK-5 (3) what came a moment before in the same batch counts', () => {
    const [one, two] = [ticket(sales, { [channelId]: 100 }), ticket(general, { [channelId]: 200 })]
    const snapshot = {
      ...empty(),
      tickets: [one, two],
      ours: new Map([[`${channelId} gs.1`, ours({ campaignId: sales })]]),
    }
    const made = plan([incoming({ type: 'text', text: 'Sí' }, { replyTo: 'gs.1' }), text('Gracias')], snapshot)
    expect(made.messages.map((m) => m.ticketId)).toEqual([one.id, one.id])
  })

  test('TK-5 (4) the latest send without answer, and its interaction gets the ticket', () => {
    const [old, late] = [send(general, null, 1), send(sales, null, 2)]
    const made = plan([text('Hola')], { ...empty(), interactions: [old, late] })
    expect(made.joined).toMatchObject([{ interactionId: late.id, ticketId: made.tickets[0]!.id, endedAt: null }])
    expect(made.tickets).toMatchObject([{ campaignId: sales }])
  })

  test('TK-5 a tap for a campaign that is off goes to the entry queue', () => {
    const tapped = ours({ campaignId: general, queueId: 'q9' })
    const snapshot = empty()
    snapshot.ours.set(tapped.id, tapped)
    snapshot.queues.push({ companyId, queueId: 'q9', campaignId: general, active: false, createdOrder: 0 })
    const tap = incoming({ type: 'button', text: 'Sí', payload: encodePostback({ messageId: tapped.id, index: 0 }) })
    expect(plan([tap], snapshot).tickets).toMatchObject([{ campaignId: sales, queueId: queue }])
  })

  test('TK-6 an opt-out tap ends the send it answers, inside a ticket that is closed already', () => {
    const tapped = ours({ campaignId: sales, queueId: queue })
    const open = send(sales)
    const snapshot = { ...empty(), interactions: [open], ours: new Map([[tapped.id, tapped]]) }
    const payload = encodePostback({ messageId: tapped.id, index: 1 })
    const made = plan([incoming({ type: 'button', text: 'No, gracias', payload }), text('Hola')], snapshot)
    const [closed, fresh] = made.tickets
    expect(closed).toMatchObject({ closedAsOptOut: true, lastText: 'No, gracias' })
    expect(made.joined).toMatchObject([{ interactionId: open.id, ticketId: closed!.id, endedAt: expect.any(Date) }])
    expect(made.messages).toMatchObject([
      { ticketId: closed!.id, interactionId: open.id, open: false },
      { ticketId: fresh!.id, open: true },
    ])
    expect(made.interactions).toMatchObject([{ ticketId: fresh!.id, ended: false }])
  })

  test('TK-6 a BAJA while a ticket is open stands in it, and marks the contact', () => {
    const open = ticket(sales, { [channelId]: 5 })
    const made = plan([text('Stop!')], { ...empty(), tickets: [open], interactions: [send(sales, open.id)] })
    expect(made).toMatchObject({ tickets: [], joined: [], optOuts: [{ contactId: contact }] })
    expect(made.messages).toMatchObject([{ ticketId: open.id, open: true }])
  })

  test('TK-6 the words are the company’s own, typed or tapped; a caption is not the whole message', () => {
    const snapshot = empty()
    const { companies } = snapshot
    companies.set(companyId, { ...companies.get(companyId)!, optOutWords: optOutSet(['No más avisos']) })
    const made = plan(
      [
        text('BAJA'),
        incoming({ type: 'image', text: 'no más avisos' }),
        incoming({ type: 'button', text: 'NO MAS  AVISOS' }),
      ],
      snapshot,
    )
    expect(made.optOuts).toHaveLength(1)
  })

  test('TK-6 a reaction stands in what is open on its channel, and counts nowhere', () => {
    const open = ticket(sales, { [channelId]: 5 })
    const around = send(sales, open.id)
    const made = plan([incoming({ type: 'reaction', emoji: '🙂' })], {
      ...empty(),
      tickets: [open],
      interactions: [around],
    })
    expect(made).toMatchObject({
      tickets: [],
      messages: [{ interactionId: around.id, ticketId: open.id, missed: false }],
    })
  })

  test('HR-3 a new ticket is greeted once by its queue, and nothing else is', () => {
    const snapshot = empty()
    const always = { days: null, holidays: [] }
    snapshot.greetings.set(queue, { hours: always, welcome: 'Hola, {nombre}. Somos {empresa}.', away: 'Cerrado' })
    const made = plan([text('Hola'), text('¿Están?')], snapshot)
    expect(made.greetings).toMatchObject([
      {
        kind: 'welcome',
        text: 'Hola, {nombre}. Somos Los Álamos.',
        contactId: contact,
        clientKey: made.tickets[0]!.id,
        interactionId: made.interactions[0]!.id,
      },
    ])
    expect(plan([text('Hola')]).greetings).toEqual([])
    const open = ticket(sales, { [channelId]: 5 })
    expect(plan([text('Sigo')], { ...snapshot, tickets: [open] }).greetings).toEqual([])
    expect(plan([text('BAJA')], snapshot).greetings).toEqual([])
    expect(plan([incoming({ type: 'reaction', emoji: '🙂' })], snapshot).greetings).toEqual([])
    const late = new Date(Date.now() - 25 * 3_600_000).toISOString()
    expect(plan([incoming({ type: 'text', text: 'Hola' }, { sentAt: late })], snapshot).greetings).toEqual([])
  })

  test('HR-3 away while the queue is closed, under one key a closing period', () => {
    const closed = Array.from({ length: 7 }, () => [])
    const greeted = (days: { from: string; to: string }[][]) => {
      const snapshot = empty()
      snapshot.greetings.set(queue, { hours: { days, holidays: [] }, welcome: 'Hola', away: 'Cerrado' })
      return plan([text('Hola')], snapshot).greetings[0]!
    }
    const [first, second] = [greeted(closed), greeted(closed)]
    expect(first).toMatchObject({ kind: 'away', text: 'Cerrado' })
    expect(second.clientKey).toBe(first.clientKey)
    expect(first.clientKey).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
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
