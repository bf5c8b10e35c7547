import { Refusal } from './refusal.ts'
import type { Content } from './rows.ts'
import { isCaption, type SessionParts } from './session-content.ts'

interface MediaPart {
  link?: string
  id?: string
  caption?: string
  filename?: string
}

interface Interactive {
  type?: string
  header?: { type?: string; text?: string }
  body?: { text?: string }
  footer?: { text?: string }
  action?: {
    buttons?: { reply?: { id?: string; title?: string } }[]
    sections?: { rows?: { id?: string; title?: string; description?: string }[] }[]
  }
}

export interface MetaComponent {
  type?: string
  sub_type?: string
  index?: number | string
  parameters?: ({ type?: string; text?: string; payload?: string } & Record<string, unknown>)[]
}

/** Meta's Cloud API body, as far as version 3 passes it through. */
export interface MetaMessage {
  messaging_product?: string
  to?: string
  recipient?: string
  type?: string
  context?: { message_id?: string }
  text?: { body?: string }
  location?: { latitude?: number; longitude?: number; name?: string; address?: string }
  contacts?: { name?: { formatted_name?: string }; phones?: { phone?: string }[] }[]
  reaction?: { message_id?: string; emoji?: string }
  interactive?: Interactive
  template?: { name?: string; language?: { code?: string }; components?: MetaComponent[] }
  [media: string]: unknown
}

/** @throws Refusal 400 for what is neither known nor complete */
export function metaContent(message: MetaMessage): SessionParts {
  const content = contentOf(message)
  if (!content) throw new Refusal(400, '(#100) Invalid parameter', 100)
  return { content, replyTo: message.context?.message_id }
}

function contentOf(message: MetaMessage): Content | undefined {
  const { type = 'text', text, location, contacts, reaction, interactive } = message
  if (['image', 'video', 'audio', 'document', 'sticker'].includes(type)) {
    return mediaContent(type, message[type] as MediaPart | undefined)
  }
  if (type === 'text') return text?.body && text.body.length <= 4096 ? { text: text.body } : undefined
  if (type === 'location' && location) {
    const { latitude = '', longitude = '', name = '', address = '' } = location
    return { location: { latitude: String(latitude), longitude: String(longitude), name, address } }
  }
  if (type === 'contacts' && contacts) {
    return {
      contacts: contacts.map(({ name, phones }) => ({
        name: name?.formatted_name ?? '',
        phone: phones?.[0]?.phone ?? '',
      })),
    }
  }
  if (type === 'reaction') return { reaction: { emoji: reaction?.emoji ?? '', messageId: reaction?.message_id ?? '' } }
  return type === 'interactive' && interactive ? interactiveContent(interactive) : undefined
}

function mediaContent(kind: string, part: MediaPart | undefined): Content | undefined {
  const url = part?.link ?? (part?.id && `media:${part.id}`)
  if (!url || !isCaption(kind, part?.caption)) return undefined
  const name = part?.filename ? { name: part.filename } : {}
  return { media: { kind, url, ...name }, ...(part?.caption ? { text: part.caption } : {}) }
}

function interactiveContent({ header, body, footer, action }: Interactive): Content {
  const replies = action?.buttons ?? []
  const rows = action?.sections?.flatMap((section) => section.rows ?? []) ?? []
  const buttons = [
    ...replies.map(({ reply }) => ({
      kind: 'quick_reply' as const,
      text: reply?.title ?? '',
      postback: reply?.id ?? '',
    })),
    ...rows.map(({ id = '', title = '', description = '' }) => ({
      kind: 'list_row' as const,
      text: title,
      postback: id,
      description,
    })),
  ]
  return {
    ...(header?.text ? { header: header.text } : {}),
    text: body?.text ?? '',
    ...(footer?.text ? { footer: footer.text } : {}),
    buttons,
  }
}
