import type { Message } from '../message.ts'

export type Media = NonNullable<Message['media']>

export const addressOf = ({ url }: Media) => url
export const downloadOf = (media: Media) => `${addressOf(media)}?download`
