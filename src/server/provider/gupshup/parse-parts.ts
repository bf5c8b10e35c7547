import type { MessageContent } from '../events.ts'
import { id, isObject, type JsonObject, list, number, object, present, text } from './read-json.ts'

// Parts of a message that v2 and v3 write alike.

/** A session button has a title, a template's button a text; a list's row may come with an empty id (reference 5.6). */
export function tap(type: 'button' | 'list', given: JsonObject): MessageContent {
  return present({
    type,
    text: text(given.title) ?? text(given.text),
    payload: text(given.postbackText) ?? text(given.reply) ?? text(given.payload) ?? text(given.id),
  })
}

/** No emoji takes the reaction back. */
export function reaction(given: JsonObject): MessageContent {
  const target = id(given.gsId) ?? id(given.gs_id) ?? id(given.meta_msg_id) ?? id(given.message_id) ?? id(given.id)
  return present({ type: 'reaction', emoji: text(given.emoji) ?? '', target })
}

/** The answer to a Flow. */
export function flow(given: JsonObject): MessageContent {
  const answer = given.response_json
  return present({
    type: 'flow',
    text: text(given.body) ?? text(given.text),
    payload: typeof answer === 'object' && answer !== null ? text(JSON.stringify(answer)) : text(answer),
  })
}

/** What the contact chose or filled in, by the part that is there. */
export function interactive({ button_reply, list_reply, nfm_reply }: JsonObject): MessageContent {
  if (isObject(button_reply)) return tap('button', button_reply)
  if (isObject(list_reply)) return tap('list', list_reply)
  if (isObject(nfm_reply)) return flow(nfm_reply)
  return { type: 'unsupported' }
}

export function location(given: JsonObject): MessageContent {
  const named = [text(given.name), text(given.address)].filter((part) => part !== undefined)
  return present({
    type: 'location',
    text: named.length > 0 ? named.join(', ') : undefined,
    latitude: number(given.latitude),
    longitude: number(given.longitude),
  })
}

export function cards(value: unknown): MessageContent {
  const contacts = list(value).map((card) => {
    const { name, phones } = object(card)
    const parts = object(name)
    const numbers = list(phones).map((each) => text(object(each).phone) ?? id(object(each).wa_id))
    return {
      name: text(parts.formatted_name) ?? text(parts.first_name) ?? text(name) ?? '',
      phones: numbers.filter((each) => each !== undefined),
    }
  })
  return { type: 'contacts', contacts }
}
