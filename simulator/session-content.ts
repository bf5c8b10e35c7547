import { Refusal } from './refusal.ts'
import type { Button, Content } from './rows.ts'

interface SessionMessage {
  type?: string
  text?: string
  originalUrl?: string
  url?: string
  id?: string
  caption?: string
  filename?: string
  title?: string
  body?: string
  msgid?: string
  msgId?: string
  emoji?: string
  longitude?: number
  latitude?: number
  name?: string
  address?: string
  contact?: { name?: { formattedName?: string }; phones?: { phone?: string }[] }
  content?: { type?: string; header?: string; text?: string; caption?: string; url?: string; filename?: string }
  options?: { title?: string; postbackText?: string }[]
  items?: { options?: { title?: string; description?: string; postbackText?: string }[] }[]
  context?: { msgId?: string }
}

export interface SessionParts {
  content: Content
  clientId?: string | undefined
  replyTo?: string | undefined
}

/** Reads the `message` field of `/wa/api/v1/msg`, section 4.2. @throws Refusal 400 */
export function sessionContent(message: SessionMessage): SessionParts {
  const content = contentOf(message)
  if (!content) throw new Refusal(400, 'Please review the request parameters and retry')
  return { content, clientId: message.msgid, replyTo: message.context?.msgId }
}

function contentOf(message: SessionMessage): Content | undefined {
  switch (message.type) {
    case 'text':
      return message.text && message.text.length <= 4096 ? { text: message.text } : undefined
    case 'image':
    case 'video':
    case 'file':
    case 'audio':
    case 'sticker':
      return mediaContent(message, message.type === 'file' ? 'document' : message.type)
    case 'location':
      return locationContent(message)
    case 'contact':
      return contactContent(message)
    case 'quick_reply':
      return quickReplyContent(message)
    case 'list':
      return listContent(message)
    case 'reaction':
      return { reaction: { emoji: message.emoji ?? '', messageId: message.msgId ?? '' } }
    default:
      return undefined
  }
}

function mediaContent(message: SessionMessage, kind: string): Content | undefined {
  const url = message.originalUrl ?? message.url ?? (message.id && `media:${message.id}`)
  if (!url || message.caption === null || !isCaption(kind, message.caption)) return undefined
  const { filename, caption } = message
  return { media: { kind, url, ...(filename ? { name: filename } : {}) }, ...(caption ? { text: caption } : {}) }
}

/** 1,024 characters at most; sound and stickers carry none. */
export const isCaption = (kind: string, caption: string | undefined) =>
  caption === undefined || (caption.length <= 1024 && kind !== 'audio' && kind !== 'sticker')

function locationContent({ latitude, longitude, name = '', address = '' }: SessionMessage): Content | undefined {
  if (latitude === undefined || longitude === undefined) return undefined
  return { location: { latitude: String(latitude), longitude: String(longitude), name, address } }
}

function contactContent({ contact }: SessionMessage): Content | undefined {
  const name = contact?.name?.formattedName
  return name ? { contacts: [{ name, phone: contact.phones?.[0]?.phone ?? '' }] } : undefined
}

function quickReplyContent({ content = {}, options = [] }: SessionMessage): Content | undefined {
  if (options.length === 0 || options.length > 3 || options.some((option) => !fits(option.title, 20))) return undefined
  const kind = content.type === 'file' ? 'document' : content.type
  return {
    ...(content.header ? { header: content.header } : {}),
    ...(content.text ? { text: content.text } : {}),
    ...(content.caption ? { footer: content.caption } : {}),
    ...(content.url && kind && kind !== 'text' ? { media: { kind, url: content.url } } : {}),
    buttons: options.map((option) => buttonOf('quick_reply', option)),
  }
}

function listContent({ title, body = '', items = [] }: SessionMessage): Content | undefined {
  const rows = items.flatMap((item) => item.options ?? [])
  if (rows.length === 0 || rows.length > 10 || rows.some((row) => !fits(row.title, 24))) return undefined
  return { ...(title ? { header: title } : {}), text: body, buttons: rows.map((row) => buttonOf('list_row', row)) }
}

function buttonOf(
  kind: 'quick_reply' | 'list_row',
  { title = '', postbackText, description }: { title?: string; postbackText?: string; description?: string },
): Button {
  return { kind, text: title, postback: postbackText ?? title, ...(description ? { description } : {}) }
}

const fits = (text: string | undefined, most: number) => text !== undefined && text !== '' && text.length <= most
