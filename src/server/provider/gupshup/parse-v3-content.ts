import type { MessageContent } from '../events.ts'
import { cards, flow, location, reaction, tap } from './parse-parts.ts'
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
      return { type: 'unsupported' }
  }
}

/** What the contact chose or filled in, by the part that is there. */
function interactive({ button_reply, list_reply, nfm_reply }: JsonObject): MessageContent {
  if (isObject(button_reply)) return tap('button', button_reply)
  if (isObject(list_reply)) return tap('list', list_reply)
  if (isObject(nfm_reply)) return flow(nfm_reply)
  return { type: 'unsupported' }
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
