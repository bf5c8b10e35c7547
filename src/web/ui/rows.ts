import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from '@tanstack/react-query'

/** A list as a table shows it, whether it came whole or page by page. */
export interface Rows<Row> {
  rows: Row[] | undefined
  error: unknown
  retry: () => void
  /** Present while there is another page. */
  more: { load: () => void; loading: boolean } | undefined
  /** Of a list that shows one page at a time. */
  pager?: Pager
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
    more: query.hasNextPage ? { load: () => void query.fetchNextPage(), loading: query.isFetchingNextPage } : undefined,
  }
}

export function wholeRows<Row>(query: UseQueryResult<Row[]>): Rows<Row> {
  return {
    rows: query.data,
    error: query.data ? null : query.error,
    retry: () => void query.refetch(),
    more: undefined,
  }
}
