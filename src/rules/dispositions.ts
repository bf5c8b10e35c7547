import { plain } from './characters.ts'

/** A campaign's outcomes, in the order in which one reads them; `depth` 0 is on top, and what follows deeper is below it. */
export interface OutlineItem {
  id: string
  name: string
  active: boolean
  depth: number
}

export const DEEPEST = 5
export const MOST_DISPOSITIONS = 500

export type OutlineFault = { id: string; fault: 'no_name' | 'same_name' | 'depth' | 'too_many' | 'twice' }

/** Each item's parent, by position; null on top. */
export function parentsOf(outline: readonly { depth: number }[]): (number | null)[] {
  const way: number[] = []
  return outline.map(({ depth }, at) => {
    way.length = Math.max(0, depth)
    const parent = way[depth - 1] ?? null
    way[way.length] = at
    return parent
  })
}

/** What makes an outline no tree that people can choose from: one fault an item. */
export function outlineFaults(outline: readonly OutlineItem[]): OutlineFault[] {
  const faults: OutlineFault[] = []
  const parents = parentsOf(outline)
  const ids = new Set<string>()
  const names = new Set<string>()
  for (const [at, { id, name, depth }] of outline.entries()) {
    const key = `${parents[at]} ${plain(name.trim())}`
    const deepest = at === 0 ? 0 : Math.min(outline[at - 1]!.depth + 1, DEEPEST - 1)
    if (at >= MOST_DISPOSITIONS) faults.push({ id, fault: 'too_many' })
    else if (ids.has(id)) faults.push({ id, fault: 'twice' })
    else if (depth < 0 || depth > deepest) faults.push({ id, fault: 'depth' })
    else if (name.trim() === '') faults.push({ id, fault: 'no_name' })
    else if (names.has(key)) faults.push({ id, fault: 'same_name' })
    ids.add(id)
    names.add(key)
  }
  return faults
}

/** Rows of a tree as an outline, by their order within each parent. Rows whose parent is not among them are left out. */
export function outlineOf<Row extends { id: string; parentId: string | null }>(
  rows: readonly Row[],
): (Row & { depth: number })[] {
  const below = Map.groupBy(rows, (row) => row.parentId)
  const under = (parentId: string | null, depth: number): (Row & { depth: number })[] =>
    (below.get(parentId) ?? []).flatMap((row) => [{ ...row, depth }, ...under(row.id, depth + 1)])
  return under(null, 0)
}

/** WS-6: what can be chosen when a ticket is closed: active ends of the tree under active groups, and the ways to them.
 *  A group whose outcomes are all off offers nothing, and is no outcome itself. */
export function choosable<Row extends { id: string; parentId: string | null; active: boolean }>(
  rows: readonly Row[],
): (Row & { leaf: boolean })[] {
  const below = Map.groupBy(rows, (row) => row.parentId)
  const under = (parentId: string | null): (Row & { leaf: boolean })[] =>
    (below.get(parentId) ?? [])
      .filter((row) => row.active)
      .flatMap((row) => {
        if (!below.has(row.id)) return [{ ...row, leaf: true }]
        const ends = under(row.id)
        return ends.length > 0 ? [{ ...row, leaf: false }, ...ends] : []
      })
  return under(null)
}
