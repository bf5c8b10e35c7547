import { formatWhatsApp } from './format-whatsapp.ts'
import type { FormatNode } from './node.ts'

/** The words alone, on one line: for lists and quotes, where WhatsApp shows no marks either. */
export const plainText = (text: string): string => wordsIn(formatWhatsApp(text)).replaceAll(/\s+/g, ' ').trim()

const wordsIn = (nodes: readonly FormatNode[]): string => nodes.map(wordsOf).join('')

function wordsOf(node: FormatNode): string {
  switch (node.type) {
    case 'break':
      return ' '
    case 'list':
      return ` ${node.items.map((item, n) => `${node.ordered ? `${node.start + n}.` : '•'} ${wordsIn(item)}`).join(' ')} `
    case 'quote':
      return ` ${wordsIn(node.children)} `
    case 'bold':
    case 'italic':
    case 'strike':
      return wordsIn(node.children)
    default:
      return node.text
  }
}
