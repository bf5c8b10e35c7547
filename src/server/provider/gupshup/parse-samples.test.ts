import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseWebhook } from './parse-webhook.ts'

// The provider's documented samples, where they lie beside this repository: each event says what its sample says, by the
// rules of product.md 11. What is expected is read from the sample by plain paths, not by the parser's own readers.

const SAMPLES = new URL('../../../../../shared/reference/gupshup-samples/', import.meta.url)
const samples = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => /^v[23]-.*\.json$/.test(name)) : []

// oxlint-disable-next-line typescript/no-explicit-any -- somebody else's JSON of every shape
type Json = any

const iso = (ms: number) => new Date(ms).toISOString()
const isUuid = (word: string) => /^[\da-f]{8}-[\da-f-]{27}$/.test(word)

const CONTENT_V2: Record<string, (given: Json) => object> = {
  text: ({ text }) => ({ type: 'text', text }),
  video: media('video'),
  audio: media('audio'),
  file: (given) => ({ ...media('document')(given), text: given.caption, fileName: given.name }),
  location: ({ latitude, longitude }) => ({ type: 'location', latitude: +latitude, longitude: +longitude }),
  contact: ({ contacts: [card] }) => ({
    type: 'contacts',
    contacts: [{ name: card.name.formatted_name, phones: [card.phones[0].phone] }],
  }),
  reaction: ({ emoji, gsId }) => ({ type: 'reaction', emoji, target: gsId }),
  quick_reply: tapped,
  button_reply: tapped,
}

function media(type: string) {
  return ({ url, contentType, urlExpiry }: Json) => ({
    type,
    url,
    mimeType: contentType,
    urlExpiresAt: iso(urlExpiry),
    text: undefined as string | undefined,
  })
}

function tapped({ title, text, postbackText, reply, id }: Json) {
  return { type: 'button', text: title ?? text, payload: postbackText ?? reply ?? id }
}

function messageV2({ timestamp, payload }: Json) {
  const { id, source, sender, context } = payload
  return {
    kind: 'message',
    externalId: id,
    from: source ?? sender.phone,
    userId: sender.userId,
    profileName: sender.name,
    sentAt: timestamp && iso(timestamp),
    content: CONTENT_V2[payload.type]!(payload.payload),
    replyTo: context?.gsId ?? undefined,
    replyToWamid: context?.gsId ? undefined : context?.id || undefined,
  }
}

function statusV2({ timestamp, payload }: Json) {
  const { id, gsId, type, destination, pricing, payload: more } = payload
  return {
    kind: 'status',
    messageId: gsId ?? id,
    externalId: more.whatsappMessageId ?? (isUuid(id) ? undefined : id),
    to: destination,
    status: type,
    code: more.code && String(more.code),
    reason: more.reason,
    pricing: pricing && { category: pricing.category, model: pricing.policy },
    at: iso(more.ts ? more.ts * 1000 : timestamp),
  }
}

function templateV2({ payload, timestamp }: Json) {
  const { id, elementName, languageCode, status, category, rejectedReason, description } = payload
  return {
    kind: 'template',
    templateId: id,
    name: elementName,
    language: languageCode,
    status,
    category: category?.new ?? category?.current,
    previousCategory: category?.old,
    correctCategory: category?.correct,
    reason: rejectedReason ?? description,
    detail: description,
    at: iso(timestamp),
  }
}

function accountV2({ appId, phone, payload: { type, payload } }: Json) {
  return {
    kind: 'account',
    event: type,
    status: payload.status ?? payload.event,
    phone,
    appId,
    cause:
      payload.violation_type ??
      payload.restrictionInfo?.map((each: Json) => each.restrictionType).join(', ') ??
      payload.rejectedReason,
    limit: payload.currentLimit,
    until: payload.restrictionInfo && iso(Math.max(...payload.restrictionInfo.map((each: Json) => each.expiration))),
  }
}

function statusV3({ id, gs_id, recipient_id, status, timestamp }: Json) {
  return {
    kind: 'status',
    messageId: gs_id,
    externalId: isUuid(id) ? undefined : id,
    to: recipient_id,
    status,
    at: Number(timestamp) ? iso(timestamp * 1000) : undefined,
  }
}

function messageV3({ messages: [message], contacts: [contact] }: Json) {
  const { video, interactive } = message
  return {
    kind: 'message',
    externalId: message.id,
    from: message.from,
    userId: message.from_user_id,
    profileName: contact.profile.name,
    sentAt: iso(message.timestamp * 1000),
    content: video
      ? { type: 'video', url: video.url, mimeType: video.mime_type }
      : { type: 'flow', text: interactive.nfm_reply.body, payload: interactive.nfm_reply.response_json },
    replyTo: message.context?.gs_id,
  }
}

function expectedV2(body: Json): object {
  switch (body.type) {
    case 'message':
      return messageV2(body)
    case 'message-event':
      return statusV2(body)
    case 'template-event':
      return templateV2(body)
    case 'user-event':
      return body.payload.type === 'sandbox-start'
        ? { kind: 'ping' }
        : { kind: 'ignored', what: `user-event/${body.payload.type}` }
    default:
      return accountV2(body)
  }
}

function expectedV3({ entry, gs_app_id }: Json): object {
  const [{ field, value }] = entry[0].changes
  if (field === 'account_update') return { kind: 'account', event: value.event, status: value.event, appId: gs_app_id }
  if (value.billing) {
    const { deductions, references } = value.billing
    const { category, model, billable } = deductions
    return { kind: 'billing', messageId: references.gs_id, to: references.destination, category, model, billable }
  }
  if (value.messages) return messageV3(value)
  const [status] = value.statuses
  return status.type === 'set-callback' ? { kind: 'ping' } : statusV3(status)
}

describe.skipIf(samples.length === 0)('every documented sample', () => {
  test.each(samples)('%s', (name) => {
    const text = readFileSync(new URL(name, SAMPLES), 'utf8')
    const body: Json = JSON.parse(text)
    const items = parseWebhook(body, { text })
    const expected = body.entry ? expectedV3(body) : expectedV2(body)
    expect(items.map(({ event }) => event)).toEqual([JSON.parse(JSON.stringify(expected))])
    expect(parseWebhook(JSON.parse(items[0]!.raw), { text: items[0]!.raw })).toEqual(items)
    const later: Json = { ...body, timestamp: 1_790_000_000_000 }
    // What has an id of its own is the same event when it is told again, under whatever time.
    if (/^[smb]:/.test(items[0]!.dedupeKey)) expect(parseWebhook(later)[0]!.dedupeKey).toBe(items[0]!.dedupeKey)
  })
})
