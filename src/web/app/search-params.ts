import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Addresses people can read: `?state=active,pending&q=losa`, no JSON. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()
  return text ? `?${text.replaceAll('%2C', ',')}` : ''
}

export interface Filters<Key extends string> {
  /** The search box; empty when nothing is searched. */
  q: string
  /** The chosen values of each filter; empty means all. */
  chosen: Record<Key, string[]>
  choose: (key: Key, values: string[]) => void
  search: (q: string) => void
  clear: () => void
  any: boolean
}

/** Filters of a list, kept in the address so that a link or a reload shows the same. */
export function useFilters<Key extends string>(keys: readonly Key[]): Filters<Key> {
  const search: Record<string, string | undefined> = useSearch({ strict: false })
  const navigate = useNavigate()
  const put = useCallback(
    (values: Record<string, string | undefined>) => {
      void navigate({ to: '.', search: (before: object) => ({ ...before, ...values }), replace: true } as never)
    },
    [navigate],
  )
  const chosen = Object.fromEntries(keys.map((key) => [key, search[key]?.split(',') ?? []])) as Record<Key, string[]>
  return {
    q: search['q'] ?? '',
    chosen,
    choose: (key, values) => put({ [key]: values.length ? values.join(',') : undefined }),
    search: (q) => put({ q: q || undefined }),
    clear: () => put(Object.fromEntries(['q', ...keys].map((key) => [key, undefined]))),
    any: Boolean(search['q']) || keys.some((key) => chosen[key].length > 0),
  }
}
