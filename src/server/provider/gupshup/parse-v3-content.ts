import type { MessageContent } from '../events.ts'
import { id, type JsonObject, object, present, text } from './read-json.ts'
import { cards, coordinates } from './reading.ts'

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
  const given = object(message[type])
  const kind = MEDIA.get(type)
  if (kind) return media(kind, given)
  switch (type) {
    case 'text':
      return present({ type: 'text', text: text(given.body) })
    case 'button':
      return present({ type: 'button', text: text(given.text), payload: text(given.payload) })
    case 'interactive':
      return interactive(given)
    case 'location':
      return present({ type: 'location', ...coordinates(given) })
    case 'contacts':
      return { type: 'contacts', contacts: cards(message.contacts) }
    case 'reaction':
      return present({
        type: 'reaction',
        emoji: text(given.emoji) ?? '',
        target: id(given.gs_id) ?? id(given.message_id),
      })
    default:
      return { type: 'unsupported' }
  }
}

function interactive(given: JsonObject): MessageContent {
  const answer = object(given[text(given.type) ?? ''])
  switch (given.type) {
    case 'button_reply':
    case 'list_reply':
      return present({
        type: given.type === 'button_reply' ? 'button' : 'list',
        text: text(answer.title),
        payload: text(answer.postbackText) ?? text(answer.id),
      })
    case 'nfm_reply':
      return present({ type: 'flow', text: text(answer.body), payload: text(answer.response_json) })
    default:
      return { type: 'unsupported' }
  }
}

function media(type: MessageContent['type'], given: JsonObject): MessageContent {
  return present({
    type,
    text: text(given.caption),
    url: text(given.url) ?? text(given.link),
    fileName: type === 'document' ? text(given.filename) : undefined,
    mimeType: text(given.mime_type),
  })
}
