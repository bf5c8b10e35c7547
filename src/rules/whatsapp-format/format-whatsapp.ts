import { formatInline } from './inline.ts'
import type { FormatNode } from './node.ts'

const BULLET = /[*-] +(?=\S)/y
const NUMBER = /(\d{1,3})\. +(?=\S)/y
const QUOTE = /> ?(?=\S)/y

/**
 * What WhatsApp makes of its markup, as a tree to render: lists and quotes are blocks, an unbalanced mark stays in the
 * text (BODY-09). Takes time in proportion to the text, whatever it holds.
 */
export function formatWhatsApp(text: string): FormatNode[] {
  const nodes: FormatNode[] = []
  let before: 'nothing' | 'words' | 'blank' | 'block' = 'nothing'
  for (const [from, to] of linesOf(text)) {
    const block = blockAt(text, from)
    if (block === null) {
      if (before === 'words' || before === 'blank') nodes.push({ type: 'break' })
      nodes.push(...formatInline(text, from, to))
      before = from === to ? 'blank' : 'words'
      continue
    }
    // An empty line above a block is seen; a break that only ends a line is not.
    if (before === 'blank') nodes.push({ type: 'break' })
    addBlock(nodes, block, formatInline(text, from + block.mark, to), before === 'block')
    before = 'block'
  }
  return nodes
}

type Block = { type: 'quote' | 'bullet' | 'number'; mark: number; value: number }

function blockAt(text: string, at: number): Block | null {
  const found = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)
  }
  const bullet = found(BULLET)
  if (bullet) return { type: 'bullet', mark: bullet[0].length, value: 1 }
  const number = found(NUMBER)
  if (number) return { type: 'number', mark: number[0].length, value: Number(number[1]) }
  const quote = found(QUOTE)
  return quote && { type: 'quote', mark: quote[0].length, value: 0 }
}

/** Lines that begin alike are one block; a number that does not follow begins a list of its own. */
function addBlock(nodes: FormatNode[], { type, value }: Block, words: FormatNode[], follows: boolean): void {
  const last = follows ? nodes.at(-1) : undefined
  if (type === 'quote') {
    if (last?.type === 'quote') last.children.push({ type: 'break' }, ...words)
    else nodes.push({ type: 'quote', children: words })
    return
  }
  const ordered = type === 'number'
  const goesOn =
    last?.type === 'list' && last.ordered === ordered && (!ordered || last.start + last.items.length === value)
  if (goesOn) last.items.push(words)
  else nodes.push({ type: 'list', ordered, start: value, items: [words] })
}

/** From and to of each line; a line break inside ```mono``` ends none. */
function* linesOf(text: string): Generator<[number, number]> {
  let from = 0
  let next = text.indexOf('\n')
  let mono = monoAfter(text, 0)
  while (next >= 0) {
    while (mono && mono[1] <= next) mono = monoAfter(text, mono[1])
    if (mono && mono[0] < next) {
      next = text.indexOf('\n', mono[1])
      continue
    }
    yield [from, text[next - 1] === '\r' && next > from ? next - 1 : next]
    from = next + 1
    next = text.indexOf('\n', from)
  }
  yield [from, text.length]
}

function monoAfter(text: string, at: number): [number, number] | null {
  const from = text.indexOf('```', at)
  const to = from < 0 ? -1 : text.indexOf('```', from + 4)
  return to < 0 ? null : [from, to + 3]
}
