import { decodePostback } from '../../../rules/postback.ts'
import { type MessageToPlace, type OurMessage, quotedBy, type Snapshot } from './snapshot.ts'

export interface Tap {
  ours: OurMessage
  button: OurMessage['buttons'][number] | undefined
}

/** By our own reference, else by the message that the tap quotes (TK-5). A reference that is not of this channel's own
 *  messages finds nothing in the snapshot. */
export function tapOf(e: MessageToPlace, { ours }: Snapshot): Tap | null {
  const { type, payload, text } = e.event.content
  if (type !== 'button' && type !== 'list') return null
  const reference = payload === undefined ? null : decodePostback(payload)
  const named = reference && ours.get(reference.messageId)
  if (named) return { ours: named, button: named.buttons[reference.index] }
  const quoted = quotedBy(e, ours)
  return quoted ? { ours: quoted, button: quoted.buttons.find((b) => b.text === text) } : null
}
