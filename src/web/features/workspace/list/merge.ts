/** A row as lists hold it; `sortedBy` compares as text. */
export interface Sorted {
  id: string
  sortedBy: string
}

interface Page<Row> {
  items: Row[]
  next: string | null
}

/** What has been asked about, and what of it stands in the list now. */
interface Changed<Row> {
  asked: ReadonlySet<string>
  found: readonly Row[]
}

/** The pages of a list with what has changed put where it belongs. What belongs behind the last page that was loaded is left
 *  for that page; all else stands in the first one, the others only say where they end. */
export function merge<Row extends Sorted, P extends Page<Row>>(
  pages: readonly P[],
  { asked, found }: Changed<Row>,
  oldestFirst: boolean,
): P[] {
  const before = (a: Sorted, b: Sorted) =>
    a.sortedBy === b.sortedBy ? a.id < b.id === oldestFirst : a.sortedBy < b.sortedBy === oldestFirst
  const old = pages.flatMap((page) => page.items)
  const known = new Map(old.map((row) => [row.id, row]))
  const end = old.at(-1)
  const open = pages.at(-1)?.next !== null
  const kept = old.filter((row) => !asked.has(row.id))
  const news = found
    .filter((row) => !open || (end !== undefined && !before(end, row)))
    .map((row) => same(known.get(row.id), row))
    .toSorted((a, b) => (before(a, b) ? -1 : 1))
  const items: Row[] = []
  let at = 0
  for (const row of kept) {
    while (at < news.length && before(news[at]!, row)) items.push(news[at++]!)
    items.push(row)
  }
  items.push(...news.slice(at))
  return pages.map((page, n) => ({ ...page, items: n === 0 ? items : [] }))
}

/** The old one where nothing has changed: what is drawn already is not drawn again. */
const same = <Row>(old: Row | undefined, row: Row): Row =>
  old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row
