import { linkAt } from './links.ts'
import type { FormatNode, Leaf } from './node.ts'

const STYLE: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' }
const VARIABLE = /\{\{[a-z0-9_]+\}\}/y
const WORD = /[\p{L}\p{N}]/u
const SPACE = /\s/

/** A mark that waits for its end, and what has been read since. */
interface Frame {
  mark: string
  at: number
  nodes: FormatNode[]
}

/** One line of WhatsApp's markup, in one pass: of each mark at most one is open, so what waits is never more than three. */
export function formatInline(text: string, from: number, to: number): FormatNode[] {
  const frames: Frame[] = [{ mark: '', at: from, nodes: [] }]
  const nodes = () => frames.at(-1)?.nodes ?? []
  const ends = new Map<string, boolean>()
  let words = from
  let looked = from
  const flush = (at: number) => addText(nodes(), text, words, at)
  const leaf = (type: Leaf['type'], at: number, end: number, mark = 0) => {
    flush(at)
    nodes().push({ type, text: text.slice(at + mark, end - mark), at: at + mark })
    words = end
    return end
  }

  let at = from
  while (at < to) {
    const sign = text[at] ?? ''
    if (sign === '`') {
      const span = monoAt(text, at, to, ends)
      at = span ? leaf(span.type, at, span.end, span.mark) : at + 1
      continue
    }
    if (sign === '{') {
      VARIABLE.lastIndex = at
      const variable = VARIABLE.exec(text)?.[0]
      at = variable ? leaf('variable', at, at + variable.length) : at + 1
      continue
    }
    if (sign in STYLE) {
      const open = frames.findIndex(({ mark }) => mark === sign)
      if (open > 0 && closesAt(text, at, to) && at > (frames[open]?.at ?? 0) + 1) {
        flush(at)
        close(frames, open, text)
        words = at + 1
      } else if (open < 0 && opensAt(text, at, from, to)) {
        flush(at)
        frames.push({ mark: sign, at, nodes: [] })
        words = at + 1
      }
      at++
      continue
    }
    if (at >= looked && WORD.test(charAt(text, at))) {
      const link = linkAt(text, at)
      looked = link.past
      at = link.length > 0 && at + link.length <= to ? leaf('link', at, at + link.length) : at + 1
      continue
    }
    at++
  }
  flush(to)
  while (frames.length > 1) unwind(frames, text)
  return nodes()
}

/** Letters outside the basic plane are two units long. */
const charAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0)
const charBefore = (text: string, at: number) => {
  const low = text[at - 1] ?? ''
  return /[\uDC00-\uDFFF]/.test(low) ? text.slice(at - 2, at) : low
}

/** A mark opens before a non-space at a word's edge and closes after one at a word's edge. */
const opensAt = (text: string, at: number, from: number, to: number) =>
  at + 1 < to && !SPACE.test(text[at + 1] ?? ' ') && (at === from || !WORD.test(charBefore(text, at)))

const closesAt = (text: string, at: number, to: number) =>
  !SPACE.test(text[at - 1] ?? ' ') && (at + 1 >= to || !WORD.test(charAt(text, at + 1)))

/** What opened after it and never closed goes back to being text. */
function close(frames: Frame[], open: number, text: string): void {
  while (frames.length > open + 1) unwind(frames, text)
  const { mark, nodes } = frames.pop() ?? { mark: '', nodes: [] }
  frames.at(-1)?.nodes.push({ type: STYLE[mark] ?? 'bold', children: nodes })
}

function unwind(frames: Frame[], text: string): void {
  const lost = frames.pop()
  const into = frames.at(-1)?.nodes
  if (!lost || !into) return
  addText(into, text, lost.at, lost.at + 1)
  for (const node of lost.nodes) {
    if (node.type === 'text') addText(into, text, node.at, node.at + node.text.length)
    else into.push(node)
  }
}

/** Neighbouring pieces of text are one. */
function addText(nodes: FormatNode[], text: string, from: number, to: number): void {
  if (to <= from) return
  const last = nodes.at(-1)
  if (last?.type === 'text' && last.at + last.text.length === from) last.text = text.slice(last.at, to)
  else nodes.push({ type: 'text', text: text.slice(from, to), at: from })
}

function monoAt(text: string, at: number, to: number, ends: Map<string, boolean>) {
  const block = text.startsWith('```', at) ? endOf('```', text, at + 4, to, ends) : -1
  if (block >= 0) return { type: 'mono' as const, end: block + 3, mark: 3 }
  if (WORD.test(charBefore(text, at))) return null
  const end = endOf('`', text, at + 1, to, ends)
  const fits = end > at + 1 && text.slice(at + 1, end).trim() !== '' && !WORD.test(charAt(text, end + 1))
  return fits ? { type: 'code' as const, end: end + 1, mark: 1 } : null
}

/** Once a mark is known to stand no more in this line nobody looks for it again. */
function endOf(mark: string, text: string, at: number, to: number, ends: Map<string, boolean>): number {
  if (ends.get(mark) === false) return -1
  const end = text.indexOf(mark, at)
  if (end >= 0 && end + mark.length <= to) return end
  ends.set(mark, false)
  return -1
}
