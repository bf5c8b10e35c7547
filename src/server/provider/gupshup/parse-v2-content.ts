import type { MessageContent } from '../events.ts'
import { cards, flow, interactive, location, reaction, tap } from './parse-parts.ts'
import { isObject, type JsonObject, object, present, text, time } from './read-json.ts'

const MEDIA = new Map<string, MessageContent['type']>([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['voice', 'audio'],
  ['sticker', 'sticker'],
  ['document', 'document'],
  ['file', 'document'],
])

/** Content of an inbound message in Gupshup's own shape (reference 5.6). */
export function readContentV2(type: string, value: unknown): MessageContent {
  const given = object(value)
  const kind = MEDIA.get(type)
  if (kind) return media(kind, given)
  switch (type) {
    case 'button_reply':
    case 'quick_reply':
    case 'button':
      return tap('button', given)
    case 'list_reply':
      return tap('list', given)
    case 'location':
      return location(given)
    case 'contact':
    case 'contacts':
      return cards(given.contacts ?? (isObject(given.contact) ? [given.contact] : undefined))
    case 'reaction':
      return reaction(given)
    case 'nfm_reply':
    case 'flow':
      return flow(given)
  }
  // A tap on a template's button may come as any type, `text` among them.
  if (given.type === 'button') return tap('button', given)
  if (type === 'interactive') return interactive(given)
  const said = text(given.text) ?? text(object(given.text).body)
  return type === 'text'
    ? present({ type: 'text', text: said })
    : present({ type: 'unsupported', text: said ?? text(given.caption) })
}

function media(type: MessageContent['type'], given: JsonObject): MessageContent {
  return present({
    type,
    text: text(given.caption),
    url: text(given.url),
    fileName: type === 'document' ? (text(given.name) ?? text(given.filename)) : undefined,
    mimeType: text(given.contentType),
    urlExpiresAt: time(given.urlExpiry),
  })
}
