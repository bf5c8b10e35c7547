import type { ProviderEvent } from '../events.ts'
import { id, isObject, type JsonObject, list, object, phone, present, text, time } from './read-json.ts'

/** `template-event` (reference 5.9). Older ones have no `type`; an alert names the correct category before it changes. */
export function readTemplateV2(payload: JsonObject, told?: unknown): ProviderEvent | undefined {
  const templateId = id(payload.id)
  if (!templateId) return undefined
  const category = object(payload.category)
  const quality = object(payload.quality)
  return present({
    kind: 'template',
    templateId,
    name: text(payload.elementName),
    language: text(payload.languageCode),
    status: text(payload.status),
    category: text(payload.category) ?? text(category.new) ?? text(category.current),
    previousCategory: text(category.old) ?? text(payload.oldCategory),
    correctCategory: text(category.correct) ?? text(payload.correctCategory),
    quality: text(payload.quality) ?? qualityIn(quality) ?? qualityIn(payload),
    reason: reason(payload.rejectedReason) ?? text(payload.description) ?? reason(payload.reason),
    detail: text(payload.description),
    recommendation: text(payload.recommendation),
    at: time(told),
  })
}

/** How it is written is documented nowhere: by the words of this event's other changes, or by Meta's. */
const qualityIn = (given: JsonObject): string | undefined =>
  text(given.new) ?? text(given.current) ?? text(given.newQuality) ?? text(given.new_quality_score)

/** `account-event` and `onboarding-event` (reference 5.10 and 2.4). */
export function readAccountV2(envelope: JsonObject, payload: JsonObject): ProviderEvent | undefined {
  const event = text(payload.type)
  if (!event) return undefined
  const given = isObject(payload.payload) ? payload.payload : payload
  return present({
    kind: 'account',
    event,
    status: text(given.status) ?? text(given.event),
    phone: phone(envelope.phone) ?? phone(given.phone),
    appId: id(envelope.appId),
    cause:
      text(given.violation_type) ??
      restrictions(given.restrictionInfo, 'restrictionType') ??
      reason(given.rejectedReason) ??
      reason(given.reason),
    limit: text(given.currentLimit) ?? text(given.maxDailyConversationPerPhone),
    until: lastEnd(given.restrictionInfo),
  })
}

/** When the longest of these restrictions ends; none when one of them has no end. */
export function lastEnd(value: unknown): string | undefined {
  const ends = list(value).map((each) => time(object(each).expiration))
  return ends.every((end) => end !== undefined) ? ends.toSorted().at(-1) : undefined
}

export function restrictions(value: unknown, key: string): string | undefined {
  const types = list(value).map((each) => text(object(each)[key]))
  return types.filter((type) => type !== undefined).join(', ') || undefined
}

/** WhatsApp writes the word NONE where there is no reason. */
export function reason(value: unknown): string | undefined {
  const read = text(value)
  return read?.toUpperCase() === 'NONE' ? undefined : read
}
