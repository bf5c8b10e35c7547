// What the provider tells us, normalised (product.md section 11). The webhook parser makes these and nothing else does.

/** Times are ISO 8601 UTC; `from` and `to` are digits as the provider gives them. */
export type ProviderEvent =
  | MessageEvent
  | StatusEvent
  | TemplateEvent
  | AccountEvent
  | { kind: 'billing'; messageId?: string; to?: string; category?: string; model?: string; billable?: boolean }
  | { kind: 'preference'; from: string; category: string; value: string; at?: string }
  | { kind: 'ping' }
  | { kind: 'echo'; externalId: string; to: string; sentAt?: string; content: MessageContent }
  | { kind: 'ignored'; what: string }
  | { kind: 'unrecognised'; what: string }

export interface MessageEvent {
  kind: 'message'
  externalId: string
  /** Empty where the contact hides its phone; then `userId` is there. */
  from: string
  /** Business-scoped user id. */
  userId?: string
  /** The name that the contact shows in WhatsApp. */
  profileName?: string
  sentAt?: string
  content: MessageContent
  /** Our message's id at Gupshup that this one answers. */
  replyTo?: string
  /** WhatsApp's own id of it, only where `replyTo` is not told. */
  replyToWamid?: string
}

export interface MessageContent {
  type:
    | 'text'
    | 'image'
    | 'video'
    | 'audio'
    | 'document'
    | 'sticker'
    | 'location'
    | 'contacts'
    | 'button'
    | 'list'
    | 'reaction'
    | 'flow'
    | 'unsupported'
  /** The text, the caption, or the title of the tapped button or row. */
  text?: string
  /** What a tap carries back. */
  payload?: string
  url?: string
  fileName?: string
  mimeType?: string
  urlExpiresAt?: string
  latitude?: number
  longitude?: number
  contacts?: { name: string; phones: string[] }[]
  emoji?: string
  /** The message a reaction is about. */
  target?: string
}

export interface StatusEvent {
  kind: 'status'
  /** Our message's id at Gupshup: `gsId` if present, else `id`. */
  messageId: string
  /** WhatsApp's own id, where told. */
  externalId?: string
  to?: string
  status: 'enqueued' | 'sent' | 'delivered' | 'read' | 'failed' | 'deleted'
  code?: string
  reason?: string
  pricing?: { category?: string; model?: string }
  at?: string
}

export interface TemplateEvent {
  kind: 'template'
  templateId: string
  name?: string
  language?: string
  status?: string
  category?: string
  previousCategory?: string
  correctCategory?: string
  /** From when the correct category applies. */
  categoryDueAt?: string
  quality?: string
  reason?: string
  /** What stands beside the reason: where the fault is, or why a pause and until when. */
  detail?: string
  recommendation?: string
  /** By the provider's clock. */
  at?: string
}

export interface AccountEvent {
  kind: 'account'
  /** The provider's own word. */
  event: string
  status?: string
  phone?: string
  appId?: string
  cause?: string
  /** The messaging limit from now on, in the provider's word. */
  limit?: string
  /** When the longest of its restrictions ends. */
  until?: string
}

/** One event of a webhook body, with a body of its own that the parser would read the same way (for replay). */
export interface WebhookItem {
  event: ProviderEvent
  /** Unique for what happened, the same for a repeated delivery of it. */
  dedupeKey: string
  raw: string
}
