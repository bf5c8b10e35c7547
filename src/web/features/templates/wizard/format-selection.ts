/** What stands selected in the text; the caret alone has start = end. */
export interface Selected {
  text: string
  start: number
  end: number
}

export const MARKS = { bold: '*', italic: '_', strike: '~', mono: '```' } as const
export type Mark = keyof typeof MARKS

/** What to write over which piece, and what to leave selected afterwards. */
export interface Edit {
  from: number
  to: number
  write: string
  select: [start: number, end: number]
}

/** Puts WhatsApp's marks around what is selected, or takes them away where they stand already (BODY-09). */
export function toggleMark({ text, start, end }: Selected, mark: Mark): Edit {
  const sign = MARKS[mark]
  const { length } = sign
  if (text.slice(start - length, start) === sign && text.slice(end, end + length) === sign) {
    const inside = text.slice(start, end)
    return {
      from: start - length,
      to: end + length,
      write: inside,
      select: [start - length, start - length + inside.length],
    }
  }
  const chosen = text.slice(start, end)
  const write =
    mark === 'mono'
      ? wrapped(chosen, sign)
      : chosen
          .split('\n')
          .map((line) => wrapped(line, sign))
          .join('\n')
  if (chosen === '') return { from: start, to: end, write: sign + sign, select: [start + length, start + length] }
  const isOneLine = !chosen.includes('\n')
  const lead = chosen.length - chosen.trimStart().length
  return {
    from: start,
    to: end,
    write,
    select: isOneLine
      ? [start + lead + length, start + lead + length + chosen.trim().length]
      : [start, start + write.length],
  }
}

/** Marks bind to a word, so white space at the edges stays outside; an empty line has nothing to mark. */
function wrapped(piece: string, sign: string): string {
  const core = piece.trim()
  if (core === '') return piece
  const at = piece.indexOf(core)
  return piece.slice(0, at) + sign + core + sign + piece.slice(at + core.length)
}
