import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'

/** A list as a table shows it, whether it came whole or page by page. */
export interface Rows<Row> {
  rows: Row[] | undefined
  error: unknown
  retry: () => void
  /** Present while there is another page. */
  more: More | undefined
  /** Of a list that shows one page at a time. */
  pager?: Pager
}

/** The next page of a list that grows. */
export interface More {
  load: () => void
  loading: boolean
  /** It did not arrive when it was last asked for. */
  failed: boolean
}

export interface Pager {
  /** From 1. */
  number: number
  previous: (() => void) | undefined
  next: (() => void) | undefined
  loading: boolean
}

interface PageOf<Row> {
  items: Row[]
  next: string | null
}

/** Options every keyset-paged list shares: spread them into `infiniteOptions`. */
export const byKeyset = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { next: string | null }) => page.next ?? undefined,
}

/** The rows of a query's data are the same array as long as the data are the same: whoever draws them can tell. */
const rowsOf = new WeakMap<object, unknown[]>()

function flat<Row>(data: InfiniteData<PageOf<Row>>): Row[] {
  const known = rowsOf.get(data)
  if (known) return known as Row[]
  const rows = data.pages.flatMap((page) => page.items)
  rowsOf.set(data, rows)
  return rows
}

export function pagedRows<Row>(query: UseInfiniteQueryResult<InfiniteData<PageOf<Row>>>): Rows<Row> {
  return {
    rows: query.data && flat(query.data),
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    more: query.hasNextPage
      ? {
          load: () => void loadNext(query),
          loading: query.isFetchingNextPage,
          failed: query.isFetchNextPageError,
        }
      : undefined,
  }
}

/** Never cuts short a list that is being read anew: what had changed in its pages would be taken for fresh. Such a reading is
 *  waited for, and so is one that cuts this one short. */
async function loadNext(query: UseInfiniteQueryResult<InfiniteData<unknown>>): Promise<void> {
  const had = query.data?.pages.length
  const now = await query.fetchNextPage({ cancelRefetch: false })
  if (now.data?.pages.length === had && !now.isFetchNextPageError) await query.fetchNextPage({ cancelRefetch: false })
}

export function wholeRows<Row>(query: UseQueryResult<Row[]>): Rows<Row> {
  return {
    rows: query.data,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    more: undefined,
  }
}
