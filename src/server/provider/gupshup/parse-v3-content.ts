import type { MessageContent } from '../events.ts'
import { cards, interactive, location, reaction, tap } from './parse-parts.ts'
import { isObject, type JsonObject, object, present, text, time } from './read-json.ts'

const MEDIA = new Map<string, MessageContent['type']>([
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['voice', 'audio'],
  ['sticker', 'sticker'],
  ['document', 'document'],
])

/** Content of an inbound message or echo in Meta's shape (reference 5.12): the part named by `type` holds it. */
export function readContentV3(message: JsonObject): MessageContent {
  const type = text(message.type) ?? ''
  const given = Object.hasOwn(message, type) ? object(message[type]) : {}
  const kind = MEDIA.get(type)
  if (kind) return media(kind, given)
  switch (type) {
    case 'text':
      return present({ type: 'text', text: text(given.body) })
    case 'button':
      return tap('button', given)
    case 'interactive':
      return interactive(given)
    case 'location':
      return location(given)
    case 'contacts':
      return cards(message.contacts)
    case 'reaction':
      return reaction(given)
    default:
      return present({ type: 'unsupported', text: saidIn(given) })
  }
}

/** What a person wrote in what we do not know: in an order, or in the words that took the place of others. */
function saidIn({ text: said, body, caption, message }: JsonObject): string | undefined {
  return text(said) ?? text(body) ?? text(caption) ?? (isObject(message) ? readContentV3(message).text : undefined)
}

function media(type: MessageContent['type'], given: JsonObject): MessageContent {
  return present({
    type,
    text: text(given.caption),
    url: text(given.url) ?? text(given.link),
    fileName: type === 'document' ? text(given.filename) : undefined,
    mimeType: text(given.mime_type),
    urlExpiresAt: time(given.urlExpiry),
  })
}
