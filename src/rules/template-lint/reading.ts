import { type Token, tokensOf } from '../parameters.ts'
import type { TemplateButton, TemplateContent } from '../template.ts'

/** A text that may hold variables, with the prefix under which its samples are kept. */
export type Part = { field: 'header' | 'body'; text: string; tokens: Token[]; prefix: '' | 'h' }

/** What is needed of the channel's other templates to tell twins apart (NAME-03, NAME-04, BODY-12). */
export type Sibling = Pick<TemplateContent, 'name' | 'language' | 'category' | 'body' | 'footer'>

/** A template read once for all rules; whatever was missing or of a wrong kind is absent here. */
export type Reading = {
  name: string
  language: string
  category: string
  type: string
  mediaHeader: { format: string } | null
  header: Part | null
  body: Part | null
  /** Header and body, for the rules that both obey. */
  parts: Part[]
  footer: string | null
  buttons: TemplateButton[]
  examples: Readonly<Record<string, string>>
  siblings: readonly Sibling[]
}

export function read(template: Partial<TemplateContent>, siblings: readonly Sibling[] = []): Reading {
  const category = textOf(template.category)
  // WhatsApp words the body of an Authentication template itself (AUTH-01), so none is judged.
  const body = partOf('body', category === 'AUTHENTICATION' ? null : template.body)
  const header = partOf('header', template.header)
  return {
    name: textOf(template.name),
    language: textOf(template.language),
    category,
    type: textOf(template.type),
    mediaHeader: mediaOf(template.header),
    header,
    body,
    parts: [header, body].filter((part) => part !== null),
    footer: typeof template.footer === 'string' ? template.footer : null,
    buttons: Array.isArray(template.buttons) ? template.buttons.map(buttonOf) : [],
    examples: template.examples ?? {},
    siblings,
  }
}

function partOf(field: Part['field'], value: unknown): Part | null {
  if (typeof value !== 'string') return null
  const text = value.replaceAll('\r\n', '\n')
  return { field, text, tokens: tokensOf(text), prefix: field === 'header' ? 'h' : '' }
}

/** The sample of a variable; named header variables may also go by their bare name. */
export function sampleOf({ examples }: Reading, part: Part, key: string): { field: string; sample: string } {
  const field = part.prefix + key
  const sample = Object.hasOwn(examples, field) ? examples[field] : examples[key]
  return { field: `examples.${field}`, sample: textOf(Object.hasOwn(examples, field) || /\D/.test(key) ? sample : '') }
}

const buttonOf = (button: TemplateButton | null): TemplateButton =>
  typeof button?.type === 'string' ? button : { type: '' }

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

const mediaOf = (header: unknown) =>
  typeof header === 'object' && header !== null && 'format' in header ? { format: textOf(header.format) } : null

/** The distinct variables of a text, in order of first appearance. */
export const keysOf = (part: Part): string[] => [...new Set(part.tokens.map((token) => token.key))]

/** The text without its variables: one piece before, between and after them. */
export const piecesOf = ({ text, tokens }: Part): string[] =>
  [...tokens, { start: text.length, end: 0 }].map((token, at) => text.slice(tokens[at - 1]?.end ?? 0, token.start))

/** Changes only what stands outside the variables. */
export const outsideTokens = (part: Part, change: (piece: string) => string): string =>
  part.text.replace(
    /(\{\{[a-z0-9_]+\}\})|(?:(?!\{\{[a-z0-9_]+\}\})[^])+/g,
    (piece, token?: string) => token ?? change(piece),
  )
