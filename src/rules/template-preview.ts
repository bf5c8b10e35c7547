import { fill, tokensOf, valueKeys } from './parameters.ts'
import type { TemplateContent } from './template.ts'
import { urlValue } from './url-value.ts'

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
  return value === undefined ? url : url.replace(/\{\{[a-z0-9_]+\}\}/, () => urlValue(value))
}

interface Range {
  start: number
  end: number
}

/** The text with its values, and the ranges moved with the words that they are about; what is inside a variable becomes all of its value. */
export function fillRanges<R extends Range>(
  text: string,
  values: Readonly<Record<string, string>>,
  ranges: readonly R[],
): { text: string; ranges: R[] } {
  const filled = fill(text, values)
  if (ranges.length === 0) return { text: filled, ranges: [] }
  const tokens = tokensOf(text).map((token) => {
    const written = text.slice(token.start, token.end)
    return { ...token, grows: fill(written, values).length - written.length }
  })
  const moved = (place: number, isEnd: boolean) => {
    let by = 0
    for (const { start, end, grows } of tokens) {
      if (place >= end) by += grows
      else if (place > start) return by + (isEnd ? end + grows : start)
    }
    return place + by
  }
  return {
    text: filled,
    ranges: ranges.map((range) => ({ ...range, start: moved(range.start, false), end: moved(range.end, true) })),
  }
}
