import { useEffect } from 'react'
import { useSession } from '../../app/session.ts'
import { channelFields, type ChannelValues } from './request-values.ts'

/** CH-4: what is unfinished, for each person, company and `form`, kept in this browser. */
export function useDraftKey(form = ''): string {
  const { person, active } = useSession()
  return `score.channel-request.${person.id}.${active?.id}${form}`
}

export function readDraft(key: string): ChannelValues | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<ChannelValues> | null
    return kept && (Object.fromEntries(channelFields.map((field) => [field, kept[field] ?? ''])) as ChannelValues)
  } catch {
    return null
  }
}

export const forgetDraft = (key: string): void => localStorage.removeItem(key)

/** Keeps what is typed, as soon as it differs from what was known anyway. */
export function useKeptDraft(key: string, values: ChannelValues, known: ChannelValues): void {
  useEffect(() => {
    const typed = channelFields.some((field) => values[field] !== known[field])
    if (typed) localStorage.setItem(key, JSON.stringify(values))
    else forgetDraft(key)
  }, [key, values, known])
}
