import { LONGEST_CAPTION } from '../../../../../rules/reply.ts'
import type { ChatType } from '../../../../../rules/media/limits.ts'

/** A file of a message, as it is on the server. */
export interface SentFile {
  id: string
  name: string
  bytes: number
  type: ChatType
}

export interface Part {
  text: string
  file?: SentFile
}

/** What is typed and attached, as the messages that it becomes: one for each file, in their order. The text stands under the
 *  first file that carries one; where none does, or it is too long for that, it follows as a message of its own. */
export function compose(typed: string, files: readonly SentFile[]): Part[] {
  const text = typed.trim()
  if (files.length === 0) return text ? [{ text }] : []
  const under = text.length <= LONGEST_CAPTION ? files.find(({ type }) => type !== 'AUDIO') : undefined
  const parts: Part[] = files.map((file) => ({ text: file === under ? text : '', file }))
  return under || !text ? parts : [...parts, { text }]
}

/** Where the text goes that stands beside these files. */
export const captionOf = (typed: string, files: readonly SentFile[]): SentFile | undefined =>
  compose(typed || '.', files).find(({ file, text }) => file && text)?.file
