import { fill, valueKeys } from './parameters.ts'
import type { TemplateContent } from './template.ts'

export type FormatNode =
  | { type: 'text'; text: string }
  | { type: 'mono'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: FormatNode[] }
  | { type: 'break' }
  | { type: 'list'; ordered: boolean; items: FormatNode[][] }

const STYLE: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' }
const LIST = { bullet: /^[*-] +(?=\S)/, number: /^\d{1,3}\. +(?=\S)/ }

/** What WhatsApp makes of its markup, as a tree to render: lists are blocks, an unbalanced mark stays in the text (BODY-09). */
export function formatWhatsApp(text: string): FormatNode[] {
  return text.split(/(```[^]+?```)/).flatMap((piece, at) => (at % 2 ? [mono(piece.slice(3, -3))] : formatLines(piece)))
}

const mono = (text: string): FormatNode => ({ type: 'mono', text })

function formatLines(text: string): FormatNode[] {
  const nodes: FormatNode[] = []
  let afterText = false
  for (const line of text.split(/\r?\n/)) {
    const kind = LIST.bullet.test(line) ? LIST.bullet : LIST.number.test(line) ? LIST.number : null
    const last = nodes.at(-1)
    if (kind) {
      afterText = false
      const item = formatInline(line.replace(kind, ''))
      const ordered = kind === LIST.number
      if (last?.type === 'list' && last.ordered === ordered) last.items.push(item)
      else nodes.push({ type: 'list', ordered, items: [item] })
      continue
    }
    if (afterText) nodes.push({ type: 'break' })
    afterText = true
    nodes.push(...formatInline(line))
  }
  return nodes
}

// A mark opens before a non-space at a word's edge and closes after one at a word's edge.
const SPAN = /(?<![\p{L}\p{N}])(?:([*_~])(?=\S)(.*?\S)\1|(`)([^`]+)`)(?![\p{L}\p{N}])/u

function formatInline(line: string): FormatNode[] {
  const span = SPAN.exec(line)
  if (!span) return line === '' ? [] : [{ type: 'text', text: line }]
  const [whole, mark, inside = '', , code = ''] = span
  const type = STYLE[mark ?? '']
  const node: FormatNode = type ? { type, children: formatInline(inside) } : mono(code)
  const before = line.slice(0, span.index)
  return [
    ...(before === '' ? [] : [{ type: 'text' as const, text: before }]),
    node,
    ...formatInline(line.slice(span.index + whole.length)),
  ]
}

export type RenderedTemplate = {
  header?: { format: 'TEXT'; text: string } | { format: string }
  body: string
  footer?: string
  buttons: { type: string; text: string; url?: string }[]
}

/** Exactly what the contact will get; values are keyed like the samples, variables without value stay visible. */
export function renderTemplate(content: TemplateContent, values: Readonly<Record<string, string>>): RenderedTemplate {
  const { header, body, footer, buttons } = content
  const urlKeys = valueKeys(content)
    .filter((key) => key.startsWith('url'))
    .values()
  return {
    ...(header !== null && {
      header:
        typeof header === 'string'
          ? { format: 'TEXT' as const, text: fill(header, values, 'h') }
          : { format: header.format },
    }),
    body: fill(body ?? '', values),
    ...(footer !== null && { footer }),
    buttons: buttons.map(({ type, text = '', url }) => ({
      type,
      text,
      ...(url !== undefined && { url: fillUrl(url, values, urlKeys) }),
    })),
  }
}

/** WhatsApp joins the value to the address percent-encoded (BTN-25). */
function fillUrl(url: string, values: Readonly<Record<string, string>>, urlKeys: Iterator<string>): string {
  if (!/\{\{[a-z0-9_]+\}\}/.test(url)) return url
  const value = values[urlKeys.next().value ?? '']
  return value === undefined ? url : url.replace(/\{\{[a-z0-9_]+\}\}/, () => encodeURIComponent(value))
}
