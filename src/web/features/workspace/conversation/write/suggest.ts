/** The word that is being typed after a mark: where it begins, and what stands after the mark. */
export interface Typed {
  from: number
  query: string
}

/** `/` and `@` begin a word only at the beginning or after a space: an address or a date is none. */
export function typedAfter(mark: '/' | '@', text: string, caret: number): Typed | null {
  const found = new RegExp(`(?:^|\\s)${mark}([\\p{L}\\p{N}_-]*)$`, 'u').exec(text.slice(0, caret))
  const query = found?.[1]
  return query === undefined ? null : { from: caret - query.length - 1, query }
}

/** The text with what is chosen in the place of what was typed, and where writing goes on. */
export function replaced(text: string, { from }: Typed, caret: number, by: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + by + text.slice(caret), caret: from + by.length }
}
