import type { ProviderEvent } from '../events.ts'
import { reason, restrictions } from './parse-v2-account.ts'
import { id, type JsonObject, object, phone, present, text } from './read-json.ts'

/** Meta's own template changes: their id is Meta's, so that name and language are what finds the template. */
export function readTemplateV3(field: string, value: JsonObject): ProviderEvent | undefined {
  const templateId = id(value.message_template_id)
  if (!templateId) return undefined
  const named = {
    kind: 'template',
    templateId,
    name: text(value.message_template_name),
    language: text(value.message_template_language),
  } as const
  switch (field) {
    case 'message_template_status_update':
      return present({ ...named, status: text(value.event), reason: reason(value.reason) })
    case 'message_template_quality_update':
      return present({ ...named, quality: text(value.new_quality_score) })
    case 'template_category_update':
      return present({
        ...named,
        category: text(value.new_category),
        previousCategory: text(value.previous_category),
        correctCategory: text(value.correct_category),
      })
    default:
      return undefined
  }
}

/** `status` holds what happened, as it does in v2; for `account_update` it is also the word of the event. */
export function readAccountV3(field: string, value: JsonObject, appId: string | undefined): ProviderEvent | undefined {
  const status = text(value.event) ?? text(value.decision)
  const number = phone(value.display_phone_number) ?? phone(value.phone_number)
  switch (field) {
    case 'account_update':
      return status
        ? present({
            kind: 'account',
            event: status,
            status,
            phone: number,
            appId,
            cause:
              text(object(value.violation_info).violation_type) ??
              text(object(value.ban_info).waba_ban_state) ??
              restrictions(value.restriction_info, 'restriction_type'),
          })
        : undefined
    case 'account_review_update':
    case 'phone_number_name_update':
    case 'phone_number_quality_update':
      return present({
        kind: 'account',
        event: field,
        status,
        phone: number,
        appId,
        cause: reason(value.rejection_reason),
        limit: text(value.current_limit),
      })
    default:
      return undefined
  }
}
