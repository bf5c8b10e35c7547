import { expect, test } from 'vitest'
import { buttonsOf, carried, fileOf, type Message, substance } from './message.ts'

const message = (content: Message['content'], text = ''): Message => ({
  id: '00000000-0000-4000-8000-000000000001',
  direction: 'in',
  kind: 'text',
  text,
  content,
  at: '2026-11-03T15:00:00.000Z',
  status: null,
  failure: null,
  sender: null,
  channelAlias: 'Los Álamos',
  media: null,
  loose: false,
  quote: null,
  reactions: [],
  mend: null,
})

test('WS-3 a tap carries the names of its button and template', () => {
  const tap = message({ buttonText: 'Quiero ir', templateName: 'Invitación' })
  expect([carried(tap, 'buttonText'), carried(tap, 'templateName'), carried(tap, 'footer')]).toEqual([
    'Quiero ir',
    'Invitación',
    undefined,
  ])
})

test('a template keeps its header and buttons; anything else in their place is left out', () => {
  const sent = message({
    header: { format: 'TEXT', text: 'Hoy' },
    buttons: [{ type: 'QUICK_REPLY', text: 'Sí' }, 'no'],
  })
  expect(carried(sent, 'header')).toBe('Hoy')
  expect(buttonsOf(sent)).toEqual([{ type: 'QUICK_REPLY', text: 'Sí' }])
  expect(carried(message({ header: { format: 'IMAGE' } }), 'header')).toBeUndefined()
})

test('what comes without words is told by its place, its people or its file', () => {
  expect(substance(message({ latitude: -12.1, longitude: -77 }))).toBe('-12.1, -77')
  expect(substance(message({ contacts: [{ name: 'Ana' }, { name: 'Luis' }] }))).toBe('Ana, Luis')
  expect(substance(message({ fileName: 'boleta.pdf' }))).toBe('boleta.pdf')
  expect(substance(message({ fileName: 'boleta.pdf' }, 'Mi boleta'))).toBe('Mi boleta')
})

test('WS-1 a template headed by a file says of what kind, where the file itself is not here', () => {
  expect(fileOf(message({ header: { format: 'IMAGE' } }))).toEqual({ kind: 'IMAGE' })
  expect([fileOf(message({ header: { format: 'TEXT', text: 'Hoy' } })), fileOf(message({ header: null }))]).toEqual([
    null,
    null,
  ])
})
