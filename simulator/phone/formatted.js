const marks = [
  ['code', /```([\s\S]+?)```/u],
  ['strong', /(?<![\p{L}\p{N}])\*(\S|\S[^\n]*?\S)\*(?![\p{L}\p{N}])/u],
  ['em', /(?<![\p{L}\p{N}])_(\S|\S[^\n]*?\S)_(?![\p{L}\p{N}])/u],
  ['s', /(?<![\p{L}\p{N}])~(\S|\S[^\n]*?\S)~(?![\p{L}\p{N}])/u],
  ['a', /(https?:\/\/[^\s]*[^\s.,;:!?)\]])/u],
]

/** WhatsApp's *bold*, _italic_, ~strike~, ```mono``` and links as nodes; never as HTML. */
export function formatted(text) {
  const fragment = document.createDocumentFragment()
  const first = earliest(text)
  if (!first) {
    fragment.append(text)
    return fragment
  }
  const { tag, match } = first
  const element = document.createElement(tag)
  if (tag === 'a') {
    element.href = match[1]
    element.target = '_blank'
    element.rel = 'noopener'
  }
  element.append(tag === 'a' || tag === 'code' ? match[1] : formatted(match[1]))
  fragment.append(text.slice(0, match.index), element, formatted(text.slice(match.index + match[0].length)))
  return fragment
}

function earliest(text) {
  const found = marks.map(([tag, pattern]) => ({ tag, match: pattern.exec(text) })).filter(({ match }) => match)
  return found.toSorted((one, other) => one.match.index - other.match.index)[0]
}
