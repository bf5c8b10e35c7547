import type { TemplateContent } from './template.ts'

/** A well-formed variable and where it stands; `key` is its number or name as written. */
export type Token = { key: string; start: number; end: number; positional: boolean }

/** Every `{{…}}` that WhatsApp would accept, in order of appearance. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(/\{\{([a-z0-9_]+)\}\}/g)].map(({ 0: written, 1: key = '', index }) => ({
    key,
    start: index,
    end: index + written.length,
    positional: /^\d+$/.test(key),
  }))

/** What the button "insert variable" writes: one more than the highest number used. */
export function nextToken(body: string): string {
  const numbers = tokensOf(body)
    .filter((token) => token.positional)
    .map((token) => Number(token.key))
  return `{{${Math.max(0, ...numbers) + 1}}}`
}

/** Values in place of variables; a variable without value stays. Headers look theirs up under `prefix` `h`. */
export const fill = (text: string, values: Readonly<Record<string, string>>, prefix = ''): string =>
  text.replace(/\{\{([a-z0-9_]+)\}\}/g, (written, key: string) => own(values, prefix + key) ?? written)

const own = (values: Readonly<Record<string, string>>, key: string) =>
  Object.hasOwn(values, key) ? values[key] : undefined

/**
 * The keys under which samples and values are kept, in the provider's order: header (`h1`), body (`1`), and the nth URL
 * that has a variable (`url1`). The code of an Authentication template is `1`.
 */
export function valueKeys(content: Pick<TemplateContent, 'category' | 'header' | 'body' | 'buttons'>): string[] {
  if (content.category === 'AUTHENTICATION') return ['1']
  const header = typeof content.header === 'string' ? tokensOf(content.header).map((token) => `h${token.key}`) : []
  const body = tokensOf(content.body ?? '').map((token) => token.key)
  const urls = content.buttons.filter((button) => tokensOf(button.url ?? '').length > 0).map((_, at) => `url${at + 1}`)
  return [...new Set([...header, ...body, ...urls])]
}

const INVISIBLE = /[\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g

/** The value to offer instead: one space for every run of white space, no invisible marks, cut with "…" (SEND-12). */
export function mendValue(value: string, longest = 1024): string {
  const tidy = value.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  if (tidy.length <= longest) return tidy
  return `${tidy
    .slice(0, longest - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}
