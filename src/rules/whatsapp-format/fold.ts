import type { FormatNode } from './node.ts'

/** What a phone at its usual size of letters shows in one line of a bubble. */
const LINE = 38
const MARKETING_LINES = 5
const CHARACTERS = 768

/**
 * Where WhatsApp folds a text under "Read more", or null where it shows all: marketing after about five lines
 * (BODY-15, c3), anything else after 768 characters.
 */
export function foldAt(text: string, marketing: boolean): number | null {
  const end = marketing ? endOfLines(text) : CHARACTERS
  if (text.length <= end) return null
  const word = text.slice(0, end + 1).search(/\s\S*$/)
  if (word > end - LINE) return word - (/[.,;:…]+$/.exec(text.slice(0, word))?.[0].length ?? 0)
  return /[\uDC00-\uDFFF]/.test(text[end] ?? '') ? end - 1 : end
}

function endOfLines(text: string): number {
  let at = 0
  let left = MARKETING_LINES
  for (const line of text.split('\n')) {
    const lines = Math.max(1, Math.ceil(line.length / LINE))
    if (lines > left) return left > 0 ? at + left * LINE : at - 1
    left -= lines
    at += line.length + 1
  }
  return text.length
}

/** The tree of the text before this place. */
export function cutNodes(nodes: readonly FormatNode[], end: number): FormatNode[] {
  const kept = nodes.flatMap((node): FormatNode[] => {
    if (node.type === 'break') return [node]
    if ('text' in node) return node.at < end ? [{ ...node, text: node.text.slice(0, end - node.at) }] : []
    if (node.type === 'list') {
      const items = node.items.map((item) => cutNodes(item, end)).filter((item) => item.length > 0)
      return items.length > 0 ? [{ ...node, items }] : []
    }
    const children = cutNodes(node.children, end)
    return children.length > 0 ? [{ ...node, children }] : []
  })
  return kept.slice(0, kept.findLastIndex(({ type }) => type !== 'break') + 1)
}
