import type { Message } from '../message.ts'
import type { Media } from './media.ts'

export interface Picture {
  media: Media
  from: string
  at: string
  caption: string
}

/** The pictures of what is here, in their order: one steps through them in the viewer. */
export const picturesOf = (messages: Message[], contactName: string): Picture[] =>
  messages.flatMap(({ media, kind, direction, sender, channelAlias, at, text }) =>
    media?.state === 'stored' && media.form === 'image' && kind !== 'sticker'
      ? [{ media, from: direction === 'in' ? contactName : (sender?.name ?? channelAlias), at, caption: text }]
      : [],
  )
