import { DEEPEST, MOST_DISPOSITIONS } from '../../../rules/dispositions.ts'
import type { Outputs } from '../../api.ts'

/** A line of the tree as it is edited: what is deeper belongs to the last line above that is less deep. */
export type Line = Outputs['campaigns']['dispositions']['items'][number]

/** One past the last line below this one. */
function endOf(lines: readonly Line[], at: number): number {
  const end = lines.findIndex((line, n) => n > at && line.depth <= lines[at]!.depth)
  return end === -1 ? lines.length : end
}

/** The line before this one in the same group. */
function before(lines: readonly Line[], at: number): number | null {
  for (let n = at - 1; n >= 0; n--) {
    if (lines[n]!.depth === lines[at]!.depth) return n
    if (lines[n]!.depth < lines[at]!.depth) return null
  }
  return null
}

/** The line after this one in the same group. */
function after(lines: readonly Line[], at: number): number | null {
  const end = endOf(lines, at)
  return lines[end]?.depth === lines[at]!.depth ? end : null
}

const shifted = (lines: readonly Line[], by: number) => lines.map((line) => ({ ...line, depth: line.depth + by }))

/** Each answers the lines after it, or null where it cannot be done. All take along what is below. */
export const moves = {
  up(lines: readonly Line[], at: number): Line[] | null {
    const first = before(lines, at)
    if (first === null) return null
    const end = endOf(lines, at)
    return [...lines.slice(0, first), ...lines.slice(at, end), ...lines.slice(first, at), ...lines.slice(end)]
  },
  down(lines: readonly Line[], at: number): Line[] | null {
    const next = after(lines, at)
    return next === null ? null : moves.up(lines, next)
  },
  /** Under the line before it. */
  indent(lines: readonly Line[], at: number): Line[] | null {
    const end = endOf(lines, at)
    const own = lines.slice(at, end)
    if (before(lines, at) === null || own.some((line) => line.depth + 1 >= DEEPEST)) return null
    return [...lines.slice(0, at), ...shifted(own, 1), ...lines.slice(end)]
  },
  /** Out of its group, behind it. */
  outdent(lines: readonly Line[], at: number): Line[] | null {
    const { depth } = lines[at]!
    if (depth === 0) return null
    const parent = lines.findLastIndex((line, n) => n < at && line.depth < depth)
    const [end, groupEnd] = [endOf(lines, at), endOf(lines, parent)]
    const own = shifted(lines.slice(at, end), -1)
    return [...lines.slice(0, at), ...lines.slice(end, groupEnd), ...own, ...lines.slice(groupEnd)]
  },
  /** Nothing of it may have been used. */
  remove(lines: readonly Line[], at: number): Line[] | null {
    const end = endOf(lines, at)
    if (lines.slice(at, end).some((line) => line.used)) return null
    return [...lines.slice(0, at), ...lines.slice(end)]
  },
}
export type Move = keyof typeof moves

export const newLine = (depth: number): Line => ({
  id: crypto.randomUUID(),
  name: '',
  active: true,
  depth,
  used: false,
})

/** A new line behind this one and all below it, or as its last one within; at the end without one. */
export function withNew(
  lines: readonly Line[],
  at: number | null,
  within: boolean,
): { lines: Line[]; id: string } | null {
  if (lines.length >= MOST_DISPOSITIONS) return null
  const line = newLine(at === null ? 0 : lines[at]!.depth + (within ? 1 : 0))
  if (line.depth >= DEEPEST) return null
  const place = at === null ? lines.length : endOf(lines, at)
  return { lines: [...lines.slice(0, place), line, ...lines.slice(place)], id: line.id }
}

/** The tree of another campaign with ids of its own, without what is off there. */
export function copied(lines: readonly Line[]): Line[] {
  let hidden = Infinity
  return lines.flatMap((line) => {
    if (line.depth > hidden) return []
    hidden = line.active ? Infinity : line.depth
    return line.active ? [{ ...newLine(line.depth), name: line.name }] : []
  })
}

export const isGroup = (lines: readonly Line[], at: number): boolean => endOf(lines, at) > at + 1
