import { randomUUID } from 'node:crypto'
import type { WebhookFault } from './faults.ts'
import type { EventFacts } from './rows.ts'

interface V2Body {
  type?: string
  payload?: {
    id?: string
    gsId?: string
    type?: string
    payload?: { code?: number; reason?: string; id?: string; [key: string]: unknown }
    context?: { gsId?: string }
    [key: string]: unknown
  }
  [key: string]: unknown
}
interface V3Item {
  id?: string
  gs_id?: string
  status?: string
  errors?: { code: number; title: string }[]
  context?: { gs_id?: string }
}
interface V3Value {
  statuses?: V3Item[]
  messages?: V3Item[]
  [key: string]: unknown
}
interface V3Body {
  entry: { changes: { field: string; value: V3Value }[] }[]
}
type Shape = (body: unknown, facts: EventFacts, random: () => number) => unknown

/** Bodies are their own to change, but not what they share with the books. */
const ofVersion =
  (
    v2: (body: V2Body, facts: EventFacts) => void,
    v3: (value: V3Value, facts: EventFacts, random: () => number) => void,
  ) =>
  (body: unknown, facts: EventFacts, random: () => number) => {
    if (facts.kind === 'raw') return body
    const value = (body as V3Body).entry?.[0]?.changes[0]?.value
    if (value) v3(value, facts, random)
    else v2(body as V2Body, facts)
    return body
  }

/** The faults that change the true body, section 5.7 and 8. */
export const shapes: readonly (readonly [WebhookFault, Shape])[] = [
  [
    'gsIdMissing',
    ofVersion(
      ({ payload }, { whatsappId }) => {
        delete payload?.context?.gsId
        if (payload?.gsId === undefined || whatsappId === undefined) return
        delete payload.gsId
        payload.id = whatsappId
      },
      ({ statuses, messages }, { whatsappId }) => {
        delete messages?.[0]?.context?.gs_id
        const status = statuses?.[0]
        if (status === undefined || status.status === 'enqueued' || whatsappId === undefined) return
        delete status.gs_id
        status.id = whatsappId
      },
    ),
  ],
  [
    'codeAsText',
    ofVersion(
      ({ payload }) => {
        const failure = payload?.payload
        if (payload?.type === 'failed' && failure) payload.payload = { ...failure, code: String(failure.code) as never }
      },
      ({ statuses }, _facts, random) => {
        const status = statuses?.[0]
        const error = status?.errors?.[0]
        if (!status || !error) return
        const code = String(error.code)
        delete status.errors
        Object.assign(status, random() < 0.5 ? { code, reason: error.title } : { errors: [{ ...error, code }] })
      },
    ),
  ],
  [
    'typeAbsent',
    ofVersion(
      ({ type, payload }) => {
        if (type === 'template-event') delete payload?.type
      },
      () => {},
    ),
  ],
  [
    'idEmpty',
    ofVersion(
      ({ payload }) => {
        const reply = payload?.payload
        if (payload && reply?.id !== undefined && payload.type?.endsWith('_reply'))
          payload.payload = { ...reply, id: '' }
      },
      () => {},
    ),
  ],
  [
    'unknownType',
    ofVersion(
      (body) => Object.assign(body, { orbit: { phase: 'UNHEARD_OF', parts: [1, null, 'x'] } }),
      (value) => Object.assign(value, { orbit: { phase: 'UNHEARD_OF', parts: [1, null, 'x'] } }),
    ),
  ],
]

const oneOf = <T>(choices: readonly T[], random: () => number): T => choices[Math.floor(random() * choices.length)] as T

/** Something that is no event at all. */
export function garbageOf(text: string, random: () => number): string {
  const cut = text.slice(0, 1 + Math.floor(random() * (text.length - 1)))
  return oneOf(
    [cut, '<html><body>502 Bad Gateway</body></html>', '', '[]', '42', 'null', '{"entry":"none"}', '{}'],
    random,
  )
}

/** An event of a type, field or status that no document knows, in the envelope of the true one. */
export function extraOf(body: unknown, version: 2 | 3, facts: EventFacts, random: () => number): unknown {
  return version === 3 ? unknownV3(body, facts, random) : unknownV2(body as V2Body, facts, random)
}

function unknownV2(body: V2Body, { id = randomUUID() }: EventFacts, random: () => number): unknown {
  const { app, phone, timestamp } = body
  const events = [
    { type: 'orbit-event', payload: { type: 'spin', id: randomUUID() } },
    { type: 'platform-event', payload: { type: 'connectivity-check', id: randomUUID() } },
    { type: 'message-event', payload: { id: randomUUID(), gsId: id, type: 'teleported', payload: {} } },
    { type: 'account-event', payload: { type: 'orbit-event', payload: { status: 'UNHEARD_OF', id: randomUUID() } } },
  ]
  return { app, phone, timestamp, version: 2, ...oneOf(events, random) }
}

function unknownV3(body: unknown, { id = randomUUID() }: EventFacts, random: () => number): unknown {
  const { entry: _entry, ...root } = body as V3Body
  const status = { gs_id: id, id: randomUUID(), status: 'teleported', timestamp: '0' }
  const changes = [
    { field: 'orbit_update', value: { spin: randomUUID() } },
    { field: 'platform-event', value: { type: 'connectivity-check', id: randomUUID() } },
    { field: 'messages', value: { messaging_product: 'whatsapp', statuses: [status] } },
  ]
  return { ...root, entry: [{ changes: [oneOf(changes, random)] }] }
}
