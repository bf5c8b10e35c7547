import { tokensOf } from '../../../rules/parameters.ts'
import type { TemplateCategory } from '../../../rules/template.ts'
import type { ProviderTemplate, ReadButton, ReadContent } from '../../provider/port.ts'
import type { TemplateRecord } from './store.ts'

/** Why one that was made elsewhere cannot be sent from here. */
type Unsendable =
  | 'carousel'
  | 'location'
  | 'catalog'
  | 'flow'
  | 'mixed_buttons'
  | 'other_buttons'
  | 'named'
  | 'other_type'

const TYPES = ['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO']
const CATEGORIES = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const satisfies TemplateCategory[]
const CATALOG = new Set(['CATALOG', 'MPM', 'SPM', 'PRODUCT'])
const LIMIT = { name: 60, sample: 1000 }

/** A provider's template in our own terms, as far as they go. */
export function adoptedContent(given: ProviderTemplate, content: ReadContent) {
  const { category: told } = given
  // Old ones carry names of categories from before 2023, which WhatsApp counts as utility now.
  const category = CATEGORIES.find((each) => each === told.toUpperCase()) ?? 'UTILITY'
  return {
    category,
    type: content.type,
    header: content.header,
    header_sample: content.header === null ? null : sampleOf(content.header, content.headerExample, '1'),
    body: given.words?.body ?? content.body,
    footer: given.words ? given.words.footer : content.footer,
    buttons: content.buttons.flatMap(known),
    parameters: content.named ? [] : parametersOf(content),
    security_note: content.auth?.securityNote ?? null,
    code_minutes: content.auth?.codeMinutes ?? null,
    unsendable: whyUnsendable(content),
  }
}

function whyUnsendable({ type, cards, named, buttons }: ReadContent): Unsendable | null {
  const kinds = new Set(buttons.map((button) => button.type))
  if (type === 'CAROUSEL' || cards > 0) return 'carousel'
  if (type === 'LOCATION') return 'location'
  if (CATALOG.has(type) || [...kinds].some((kind) => CATALOG.has(kind))) return 'catalog'
  if (kinds.has('FLOW')) return 'flow'
  if (!TYPES.includes(type)) return 'other_type'
  if (named) return 'named'
  if (buttons.some((button) => known(button).length === 0)) return 'other_buttons'
  return kinds.has('QUICK_REPLY') && kinds.size > 1 ? 'mixed_buttons' : null
}

/** Of a kind that we can show; the offer code of a coupon has the name of the one-time code's button, and is none. */
function known(button: ReadButton): TemplateRecord['buttons'] {
  const { type, text, url = '', phoneNumber = '', example = null } = button
  if (type === 'QUICK_REPLY') return [{ type, text, optOut: false }]
  if (type === 'URL') return [{ type, text, url, example }]
  if (type === 'PHONE_NUMBER') return [{ type, text, phoneNumber }]
  return type === 'OTP_COPY_CODE' ? [{ type: 'COPY_CODE', text }] : []
}

function parametersOf({ body, example }: ReadContent): TemplateRecord['parameters'] {
  const numbers = [...new Set(tokensOf(body).map((token) => token.key))].filter((key) => /^[1-9]\d?$/.test(key))
  return numbers
    .toSorted((a, b) => Number(a) - Number(b))
    .map((key) => ({
      n: Number(key),
      name: `Dato ${key}`.slice(0, LIMIT.name),
      sample: sampleOf(body, example, key) ?? '',
      type: 'text',
      source: null,
    }))
}

/** What stands in the example where the text has the variable; older examples put it in brackets. */
function sampleOf(text: string, example: string | null, key: string): string | null {
  if (example === null) return null
  const tokens = tokensOf(text)
  let pattern = ''
  let at = 0
  for (const { start, end } of tokens) {
    pattern += `${escaped(text.slice(at, start))}([\\s\\S]+?)`
    at = end
  }
  const found = new RegExp(`^${pattern}${escaped(text.slice(at))}$`).exec(example)
  const place = tokens.findIndex((token) => token.key === key)
  return found?.[place + 1]?.replace(/^\[([\s\S]*)\]$/, '$1').slice(0, LIMIT.sample) ?? null
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
