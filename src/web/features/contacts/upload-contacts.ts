import i18next from 'i18next'
import type { Problem } from '../../../contract/problems.ts'

/** Puts a file on the server, which says what its columns seem to be. @throws Error with a sentence */
export async function uploadContacts(file: File): Promise<{ id: string }> {
  const body = new FormData()
  body.append('file', file)
  const answer = await fetch('/api/contact-imports', {
    method: 'POST',
    body,
    headers: { 'accept-language': i18next.language },
  }).catch(() => null)
  if (answer?.ok) return (await answer.json()) as { id: string }
  const problem = (await answer?.json().catch(() => null)) as Partial<Problem> | null
  throw new Error(problem?.title ?? i18next.t('ui:problem.unreachable'))
}
