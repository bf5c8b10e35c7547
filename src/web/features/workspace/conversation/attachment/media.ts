import type { Message } from '../message.ts'

export type Media = NonNullable<Message['media']>

export const addressOf = ({ id }: Media) => `/api/media/${id}`
export const downloadOf = (media: Media) => `${addressOf(media)}?download`
