import { useEffect } from 'react'
import { useSession } from '../../app/session.ts'
import { requestFields, type RequestValues } from './request-values.ts'

/** CH-4: one unfinished request for each person and company, kept in this browser. */
export function useDraftKey(): string {
  const { person, active } = useSession()
  return `score.channel-request.${person.id}.${active?.id}`
}

export function readDraft(key: string): RequestValues | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<RequestValues> | null
    return kept && (Object.fromEntries(requestFields.map((field) => [field, kept[field] ?? ''])) as RequestValues)
  } catch {
    return null
  }
}

export const forgetDraft = (key: string): void => localStorage.removeItem(key)

/** Keeps what is typed, as soon as it differs from what was known anyway. */
export function useKeptDraft(key: string, values: RequestValues, known: RequestValues): void {
  useEffect(() => {
    const typed = requestFields.some((field) => values[field] !== known[field])
    if (typed) localStorage.setItem(key, JSON.stringify(values))
    else forgetDraft(key)
  }, [key, values, known])
}
