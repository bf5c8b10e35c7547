import { ORPCError } from '@orpc/client'
import i18next from 'i18next'

/** Posts to the standard routes of sign-in under /api/auth; a refusal becomes an error that screens can show. */
export async function authCall<Answer = unknown>(path: `/${string}`, body: object = {}): Promise<Answer> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': i18next.language },
    body: JSON.stringify(body),
  })
  if (response.ok) return (await response.json()) as Answer
  const refusal = (await response.json().catch(() => ({}))) as { code?: string; title?: string; requestId?: string }
  const code = response.status === 429 ? 'too_many' : (refusal.code ?? 'unexpected').toLowerCase()
  const message = i18next.t([`session:refusal.${code}`, refusal.title ?? 'session:refusal.unexpected'])
  throw new ORPCError(code, { status: response.status, message, data: { requestId: refusal.requestId } })
}
