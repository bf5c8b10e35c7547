import { isUserId } from '../../../rules/phone.ts'
import { type Location, type MediaSource, ProviderFault, type SessionMedia, type SessionSend } from '../port.ts'
import type { JsonObject } from './read-json.ts'

/** The `message` of a session message with an API key (reference 4.2). */
export function selfServeContent(message: SessionSend): JsonObject {
  const { replyTo } = message
  return { ...selfServe(checked(message)), ...(replyTo && { context: { msgId: replyTo } }) }
}

/** The body of a session message in Meta's shape (reference 4.3). */
export function metaContent(message: SessionSend): JsonObject {
  const { to, replyTo } = message
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(isUserId(to) ? { recipient: to } : { to }),
    ...meta(checked(message)),
    ...(replyTo && { context: { message_id: replyTo } }),
  }
}

/** A caption that nobody would see is not dropped in silence. */
function checked(message: SessionSend): SessionSend {
  const { kind } = message.media ?? {}
  if ((kind === 'audio' || kind === 'location') && message.text !== '')
    throw new ProviderFault('refused', `a message with ${kind} carries no text`, { code: 'no_caption' })
  return message
}

function selfServe({ text, media }: SessionSend): JsonObject {
  if (!media) return { type: 'text', text, previewUrl: true }
  if (media.kind === 'location') return { type: 'location', ...place(media) }
  // `caption` may be absent but not empty.
  const rest = { ...fileName(media), ...(text && { caption: text }) }
  if ('mediaId' in media.source) return { type: selfServeType(media), id: media.source.mediaId, ...rest }
  const { link } = media.source
  if (media.kind === 'image') return { type: 'image', originalUrl: link, previewUrl: link, ...rest }
  return { type: selfServeType(media), url: link, ...rest }
}

function meta({ text, media }: SessionSend): JsonObject {
  if (!media) return { type: 'text', text: { body: text, preview_url: true } }
  if (media.kind === 'location') return { type: 'location', location: place(media) }
  const part = { ...metaFile(media.source), ...fileName(media), ...(text && { caption: text }) }
  return { type: media.kind, [media.kind]: part }
}

const selfServeType = ({ kind }: SessionMedia) => (kind === 'document' ? 'file' : kind)

/** Meta's way to name a file, which Gupshup takes for the headers of templates too. */
export const metaFile = (source: MediaSource) => ('link' in source ? { link: source.link } : { id: source.mediaId })

export const fileName = (media: { kind: string } & Partial<{ fileName: string }>) =>
  media.fileName === undefined ? {} : { filename: media.fileName }

export const place = ({ latitude, longitude, name, address }: Location) => ({
  latitude,
  longitude,
  ...(name !== undefined && { name }),
  ...(address !== undefined && { address }),
})
