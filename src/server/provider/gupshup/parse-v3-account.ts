import type { ProviderEvent } from '../events.ts'
import { lastEnd, reason, restrictions } from './parse-v2-account.ts'
import { id, type JsonObject, list, object, phone, present, text, time } from './read-json.ts'

/** Meta's own template changes: their id is Meta's, so that name and language are what finds the template. */
export function readTemplateV3(field: string, value: JsonObject, told?: unknown): ProviderEvent | undefined {
  const templateId = id(value.message_template_id)
  if (!templateId) return undefined
  const named = {
    kind: 'template',
    templateId,
    name: text(value.message_template_name),
    language: text(value.message_template_language),
    at: time(told),
  } as const
  switch (field) {
    case 'message_template_status_update':
      return present({ ...named, status: text(value.event), ...why(value) })
    case 'message_template_quality_update':
      return present({ ...named, quality: text(value.new_quality_score) })
    case 'template_category_update':
    case 'template_correct_category_detection':
      return present({
        ...named,
        category: text(value.new_category) ?? text(value.category),
        previousCategory: text(value.previous_category),
        correctCategory: text(value.correct_category),
        categoryDueAt: time(value.category_update_timestamp),
      })
    default:
      return undefined
  }
}

/** The word for the reason, and what is said beside it; a pause may have only the latter. */
function why(value: JsonObject) {
  const other = object(value.other_info)
  const rejection = object(value.rejection_info)
  const detail = text(rejection.reason) ?? text(other.description)
  return {
    reason: reason(value.reason) ?? text(other.title) ?? detail,
    detail,
    recommendation: text(rejection.recommendation),
  }
}

/** `status` holds what happened, as it does in v2; for `account_update` it is also the word of the event. */
export function readAccountV3(field: string, value: JsonObject, appId: string | undefined): ProviderEvent | undefined {
  const happened = text(value.event) ?? text(value.decision)
  const about = { phone: phone(value.display_phone_number) ?? phone(value.phone_number), appId }
  switch (field) {
    case 'account_update':
      return happened
        ? present({
            kind: 'account',
            event: happened,
            status: happened,
            ...about,
            cause: causeOfUpdate(value),
            until: lastEnd(value.restriction_info),
          })
        : undefined
    case 'account_alerts': {
      // Older ones stand flat, newer ones in `alert_info`.
      const alert = { ...value, ...object(value.alert_info) }
      return present({
        kind: 'account',
        event: field,
        status: text(alert.alert_status),
        ...about,
        cause: text(alert.alert_type) ?? text(alert.alert_description),
      })
    }
    case 'account_review_update':
    case 'business_capability_update':
    case 'phone_number_name_update':
    case 'phone_number_quality_update':
      return present({
        kind: 'account',
        event: field,
        status: happened,
        ...about,
        cause: reason(value.rejection_reason),
        limit: limitOf(value),
      })
    default:
      return undefined
  }
}

function causeOfUpdate(value: JsonObject): string | undefined {
  const ban = object(value.ban_info).waba_ban_state
  return (
    text(object(value.violation_info).violation_type) ??
    text(ban) ??
    text(list(ban)[0]) ??
    text(object(value.disconnection_info).reason) ??
    restrictions(value.restriction_info, 'restriction_type')
  )
}

/** Since the limit belongs to the business it has another name; -1 stands for none. */
function limitOf(value: JsonObject): string | undefined {
  return (
    text(value.current_limit) ??
    text(value.max_daily_conversations_per_business) ??
    text(value.max_daily_conversation_per_phone)
  )
}
