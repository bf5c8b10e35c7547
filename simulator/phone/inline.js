const tags = { '*': 'strong', _: 'em', '~': 's' }
const letter = /[\p{L}\p{N}]/u
const whole =
  /```(?<mono>[^]+?)```|(?<![\p{L}\p{N}])`(?!\s*`)(?<code>[^`\n]+)`(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])(?<address>https?:\/\/[^\s<>"`]+|www\.[^\s<>"`]+\.[^\s<>"`]+)|(?<![^\s(*_~])(?<mail>[\p{L}\p{N}.+-]+@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]+)/gu

/** One line: code and links stand as they are, then each mark closes the last one of its kind that is open. */
export function inline(line) {
  const root = document.createDocumentFragment()
  const open = []
  const target = () => open.at(-1)?.element ?? root
  let words = ''
  const put = (node) => {
    if (words) target().append(words)
    words = ''
    if (node) target().append(node)
  }

  const found = line.matchAll(whole)
  let next = found.next().value
  for (let at = 0; at < line.length;) {
    while (next && next.index < at) next = found.next().value
    if (next?.index === at) {
      const { node, length } = wholeOf(next)
      put(node)
      at += length
      continue
    }
    const mark = line[at]
    const begun = open.findLastIndex((each) => each.mark === mark)
    if (begun >= 0 && at > open[begun].at + 1 && closes(line, at)) {
      put()
      while (open.length > begun + 1) giveUp(open.pop())
      open.pop()
    } else if (tags[mark] && begun < 0 && opens(line, at)) {
      const element = document.createElement(tags[mark])
      put(element)
      open.push({ mark, at, element })
    } else words += mark
    at += 1
  }
  put()
  while (open.length > 0) giveUp(open.pop())
  root.normalize()
  return root
}

const opens = (line, at) => /\S/u.test(line[at + 1] ?? ' ') && !letter.test(line[at - 1] ?? ' ')
const closes = (line, at) => /\S/u.test(line[at - 1] ?? ' ') && !letter.test(line[at + 1] ?? ' ')

/** A mark that never closed is only a sign. */
function giveUp({ mark, element }) {
  element.replaceWith(mark, ...element.childNodes)
}

function wholeOf({ 0: said, groups }) {
  const { mono, code } = groups
  if (mono !== undefined || code !== undefined) {
    const element = document.createElement('code')
    element.textContent = mono ?? code
    if (code !== undefined) element.className = 'inline'
    return { node: element, length: said.length }
  }
  const address = said.replace(/[.,;:!?)\]}'*_~]+$/u, '')
  const link = document.createElement('a')
  link.textContent = address
  link.href = groups.mail ? `mailto:${address}` : address.replace(/^www\./u, 'https://www.')
  Object.assign(link, { target: '_blank', rel: 'noopener' })
  return { node: link, length: address.length }
}
