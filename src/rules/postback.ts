// What WhatsApp hands back on a tap: which of our messages, and which of its buttons. 44 of the 256 characters allowed.
const REFERENCE = /^sc:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,2})$/

export type Postback = { messageId: string; index: number }

/** `messageId` is our own uuid; `index` counts quick replies from 0, as the provider does. */
export function encodePostback({ messageId, index }: Postback): string {
  const text = `sc:${messageId.toLowerCase()}:${index}`
  if (!REFERENCE.test(text)) throw new RangeError(`not a message reference: ${text}`)
  return text
}

/** `null` for any text that we did not write. */
export function decodePostback(text: string): Postback | null {
  const [, messageId, index] = REFERENCE.exec(text) ?? []
  return messageId && index ? { messageId, index: Number(index) } : null
}
