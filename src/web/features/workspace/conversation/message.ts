import type { Outputs } from '../../../api.ts'

export type Message = Outputs['workspace']['ticketMessages']['items'][number]

/** A text that the message carries beside its own, by its name in the content; a header is one under a name of its own. */
export function carried({ content }: Message, key: string): string | undefined {
  const value = content?.[key]
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** The kind of file that heads a template, where the file itself is not here. */
export function fileOf({ content }: Message): { kind: string } | null {
  const header = content?.['header']
  const format = typeof header === 'object' && header !== null && 'format' in header ? header.format : null
  return typeof format === 'string' && format !== 'TEXT' ? { kind: format } : null
}

export function buttonsOf({ content }: Message): { type: string; text: string }[] {
  const buttons = content?.['buttons']
  return Array.isArray(buttons) ? buttons.filter(isButton) : []
}

const isButton = (given: unknown): given is { type: string; text: string } =>
  typeof given === 'object' &&
  given !== null &&
  'type' in given &&
  'text' in given &&
  typeof given.type === 'string' &&
  typeof given.text === 'string'

/** What is said, or where no words were said: the place, the people, the file. */
export function substance(message: Message): string {
  const { text, content } = message
  if (text) return text
  const { latitude, longitude, contacts } = content ?? {}
  if (typeof latitude === 'number' && typeof longitude === 'number') return `${latitude}, ${longitude}`
  if (Array.isArray(contacts)) return contacts.map(contactName).join(', ')
  return carried(message, 'fileName') ?? ''
}

/** The words beside a file; those of a place and of people stand with them. */
export const captionOf = ({ kind, text }: Message) => (kind === 'location' || kind === 'contacts' ? '' : text)

const contactName = (given: unknown): string =>
  typeof given === 'object' && given !== null && 'name' in given && typeof given.name === 'string' ? given.name : ''
