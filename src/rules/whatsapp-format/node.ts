/** `at` is where a leaf's words stand in the text: `text.slice(at, at + leaf.text.length)` is the leaf. */
export type Leaf = { type: 'text' | 'mono' | 'code' | 'link' | 'variable'; text: string; at: number }
export type FormatNode =
  | Leaf
  | { type: 'bold' | 'italic' | 'strike'; children: FormatNode[] }
  | { type: 'break' }
  | { type: 'quote'; children: FormatNode[] }
  | { type: 'list'; ordered: boolean; start: number; items: FormatNode[][] }
