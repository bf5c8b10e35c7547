import { inline } from './inline.js'

const begins = { ul: /^[*-] +(?=\S)/u, ol: /^(\d{1,3})\. +(?=\S)/u, blockquote: /^> ?(?=\S)/u }

/** WhatsApp's markup as nodes, never as HTML: lists and quotes by line, the rest within lines. */
export function formatted(text) {
  const fragment = document.createDocumentFragment()
  let above = ''
  for (const line of linesOf(text)) {
    const kind = Object.keys(begins).find((tag) => begins[tag].test(line))
    if (kind) {
      if (above === 'empty') fragment.append('\n')
      addLine(fragment, kind, line, above === 'block')
    } else {
      if (above && above !== 'block') fragment.append('\n')
      fragment.append(inline(line))
    }
    above = kind ? 'block' : line ? 'words' : 'empty'
  }
  return fragment
}

/** A line break inside ```mono``` ends no line. */
function linesOf(text) {
  const lines = []
  let mono = false
  for (const line of text.split(/\r?\n/u)) {
    if (mono) lines[lines.length - 1] += `\n${line}`
    else lines.push(line)
    const marks = line.split('```').length - 1
    if (marks % 2) mono = !mono
  }
  // A mark that nobody closed was none.
  return mono ? [...lines.slice(0, -1), ...lines.at(-1).split('\n')] : lines
}

/** Lines that begin alike are one block; a number that does not follow begins another list. */
function addLine(fragment, tag, line, follows) {
  const [begin, number] = begins[tag].exec(line)
  const words = inline(line.slice(begin.length))
  let block = fragment.lastChild
  const goesOn =
    follows && block.localName === tag && (tag !== 'ol' || block.start + block.children.length === Number(number))
  if (!goesOn) {
    block = document.createElement(tag)
    if (tag === 'ol') block.start = Number(number)
    fragment.append(block)
  }
  if (tag === 'blockquote') {
    if (goesOn) block.append('\n')
    block.append(words)
    return
  }
  const item = document.createElement('li')
  item.append(words)
  block.append(item)
}
