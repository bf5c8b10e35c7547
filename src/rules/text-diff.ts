export interface DiffPart {
  kind: 'same' | 'removed' | 'added'
  text: string
}

/** Words, runs of blanks, blanks to fill and runs of emoji stay whole. */
const TOKEN =
  /\{\{[^{}]*\}\}|[\p{L}\p{M}\p{N}_]+|\s+|(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\ufe0f)+|./gsu

/** Beyond this many comparisons the middle counts as written anew: nobody reads such a difference word by word. */
const MOST = 4_000_000

/** What was taken out of `before` and put in to make `after`, by words; out comes before in. */
export function diffText(before: string, after: string): DiffPart[] {
  const a = before.match(TOKEN) ?? []
  const b = after.match(TOKEN) ?? []
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const middle = diffTokens(a.slice(start, a.length - end), b.slice(start, b.length - end))
  const same = (tokens: string[]) => tokens.map((text): DiffPart => ({ kind: 'same', text }))
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))])
}

/** The longest common run of tokens, in order. */
function diffTokens(a: string[], b: string[]): DiffPart[] {
  const removed = (text: string): DiffPart => ({ kind: 'removed', text })
  const added = (text: string): DiffPart => ({ kind: 'added', text })
  if (a.length * b.length > MOST) return [...a.map(removed), ...b.map(added)]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => longest[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) [parts[parts.length], i, j] = [{ kind: 'same', text: a[i]! }, i + 1, j + 1]
    else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1))) parts.push(removed(a[i++]!))
    else parts.push(added(b[j++]!))
  }
  return parts
}

/** One part for each stretch. A blank that stays between two changes belongs to both, so that phrases stay whole. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = []
  let out = ''
  let put = ''
  const keep = (text: string) => {
    const last = result.at(-1)
    if (last?.kind === 'same') last.text += text
    else if (text) result.push({ kind: 'same', text })
  }
  const flush = () => {
    const blank = commonEnd(out, put)
    out = out.slice(0, out.length - blank.length)
    put = put.slice(0, put.length - blank.length)
    if (out) result.push({ kind: 'removed', text: out })
    if (put) result.push({ kind: 'added', text: put })
    out = put = ''
    keep(blank)
  }
  for (const [at, { kind, text }] of parts.entries()) {
    const next = parts[at + 1]
    const isBetween = kind === 'same' && /^\s+$/.test(text) && out + put !== '' && next && next.kind !== 'same'
    if (kind === 'removed' || isBetween) out += text
    if (kind === 'added' || isBetween) put += text
    if (kind !== 'same' || isBetween) continue
    flush()
    keep(text)
  }
  flush()
  return result
}

/** The blank that ends both. */
function commonEnd(a: string, b: string): string {
  const blank = /\s*$/.exec(a)?.[0] ?? ''
  return b.endsWith(blank) ? blank : ''
}
