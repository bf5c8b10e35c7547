import type { Pending } from './outbox.ts'
import { reattach } from './write/attachments.ts'

/** What the server refused stands where it was written again: words with the words, the file among the attachments. */
export function takeBack(
  ticketId: string,
  { text, file }: Pending,
  draft: string,
  onDraft: (text: string) => void,
): void {
  if (text) onDraft(draft ? `${draft}\n${text}` : text)
  if (file) {
    const { id, name, bytes, type } = file
    reattach(ticketId, { key: crypto.randomUUID(), name, bytes, type, file: { id, findings: [] } })
  }
}
