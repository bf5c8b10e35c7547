import type { MessageContent } from '../events.ts'
import { id, object, present, text, time } from './read-json.ts'
import { cards, coordinates } from './reading.ts'

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
    case 'text':
      return given.type === 'button' ? tap('button', given) : present({ type: 'text', text: text(given.text) })
    case 'button_reply':
    case 'quick_reply':
    case 'button':
      return tap('button', given)
    case 'list_reply':
      return tap('list', given)
    case 'location':
      return present({ type: 'location', ...coordinates(given) })
    case 'contact':
    case 'contacts':
      return { type: 'contacts', contacts: cards(given.contacts) }
    case 'reaction':
      // No emoji takes the reaction back.
      return present({ type: 'reaction', emoji: text(given.emoji) ?? '', target: id(given.gsId) ?? id(given.id) })
    case 'nfm_reply':
    case 'flow':
      return present({ type: 'flow', text: text(given.body) ?? text(given.text), payload: text(given.response_json) })
    default:
      return present({ type: 'unsupported', text: text(given.text) ?? text(given.caption) })
  }
}

/** A session button has a title, a template's button a text; a list's row may come with an empty id. */
function tap(type: 'button' | 'list', given: Record<string, unknown>): MessageContent {
  return present({
    type,
    text: text(given.title) ?? text(given.text),
    payload: text(given.postbackText) ?? text(given.reply) ?? text(given.id),
  })
}

function media(type: MessageContent['type'], given: Record<string, unknown>): MessageContent {
  return present({
    type,
    text: text(given.caption),
    url: text(given.url),
    fileName: type === 'document' ? (text(given.name) ?? text(given.filename)) : undefined,
    mimeType: text(given.contentType),
    urlExpiresAt: time(given.urlExpiry),
  })
}
