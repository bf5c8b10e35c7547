import { useState } from 'react'
import type { Pager } from './rows.ts'

/** One page at a time of a list by keyset, so that a long one stays as light as a short one. The way back is the cursors
 *  one came by; another `of` (a filter, say) begins anew. */
export function usePages(of: string): { cursor: string | undefined; pagerOf: (page: PageEnd | undefined) => Pager } {
  const [trail, setTrail] = useState<{ of: string; cursors: string[] }>({ of, cursors: [] })
  const cursors = trail.of === of ? trail.cursors : []
  const go = (next: string[]) => setTrail({ of, cursors: next })
  return {
    cursor: cursors.at(-1),
    pagerOf: (page) => ({
      number: cursors.length + 1,
      previous: cursors.length > 0 ? () => go(cursors.slice(0, -1)) : undefined,
      next: page?.next != null ? () => go([...cursors, page.next!]) : undefined,
      loading: page === undefined || page.isStale,
    }),
  }
}

interface PageEnd {
  next: string | null
  /** What is on show is the page before; the one asked for is on its way. */
  isStale: boolean
}
