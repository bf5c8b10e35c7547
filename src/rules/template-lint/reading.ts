import type { Mark } from '../finding.ts'
import { type Token, tokensOf } from '../parameters.ts'
import type { TemplateButton, TemplateContent } from '../template.ts'
import { type Passage, passagesOf } from './passages.ts'
import { LINT_SETTINGS, type LintSettings } from './settings.ts'

/** A text that may hold variables, with the prefix under which its samples are kept. */
export type Part = { field: 'header' | 'body'; text: string; tokens: Token[]; prefix: '' | 'h' }

/** What is needed of the channel's other templates to tell twins apart (NAME-03, NAME-04, BODY-12). */
export type Sibling = Pick<TemplateContent, 'name' | 'language' | 'category' | 'body' | 'footer'>

/** What is known of the account; what is absent is not judged (NAME-05, LIM). */
export type Account = {
  templates?: number
  /** 250, or 6,000 once the business is verified. */
  templateLimit?: number
  createdInLastHour?: number
  /** Names of deleted templates that WhatsApp still holds back; without a language, in all of them. */
  reservedNames?: readonly { name: string; language?: string }[]
  /** The template that is being edited, and how often that happened. */
  editing?: { status: string; editsInDay: number; editsIn30Days: number }
  /** The business's own domains, as `example.com`. */
  domains?: readonly string[]
}

export type Surroundings = {
  siblings?: readonly Sibling[] | undefined
  account?: Account | undefined
  settings?: Partial<LintSettings> | undefined
  /** Samples lie elsewhere: the template was reviewed already, or is sent with others. */
  sampled?: boolean | undefined
  /** This product has a built-in sample for every media header (TP-5). */
  product?: boolean | undefined
}

type Bag = Readonly<Record<string, unknown>>
export type MediaRead = { format: string; mime: string; size: number | null; handle: string }
export type Card = { header: string; body: string | null; buttons: unknown[] }

/** A template read once for all rules; whatever was missing or of a wrong kind is absent here. */
export type Reading = {
  name: string
  language: string
  category: string
  type: string
  media: MediaRead | null
  header: Part | null
  /** Null in Authentication, whose body WhatsApp words itself; what was given all the same is `ownBody`. */
  body: Part | null
  ownBody: string | null
  /** Header and body, for the rules that both obey. */
  parts: Part[]
  footer: string | null
  buttons: TemplateButton[]
  cards: Card[] | null
  examples: Bag
  hasExamples: boolean
  auth: Bag
  /** Seconds a message may wait, where the template says so. */
  lifetime: unknown
  /** Fields that hold something else than they may. */
  odd: string[]
  /** Every text that people will read, for the rules about words; made when first asked for. */
  passages: () => Passage[]
  siblings: readonly Sibling[]
  account: Account
  settings: LintSettings
  sampled: boolean
  builtIn: boolean
}

/** Takes whatever there is; `siblings` and `account` are the program's own and trusted. */
export function read(given: unknown, around: Surroundings = {}): Reading {
  const template = bagOf(given)
  const category = textOf(template['category'])
  const isAuthentication = category === 'AUTHENTICATION'
  const header = partOf('header', headerText(template['header']))
  const body = partOf('body', isAuthentication ? null : template['body'])
  const auth = bagOf(template['auth'])
  let passages: Passage[] | undefined
  const reading: Reading = {
    name: textOf(template['name']),
    language: textOf(template['language']),
    category,
    type: textOf(template['type']),
    media: mediaOf(template['header']),
    header,
    body,
    ownBody: isAuthentication && typeof template['body'] === 'string' ? template['body'] : null,
    parts: [header, body].filter((part) => part !== null),
    footer: typeof template['footer'] === 'string' ? template['footer'] : null,
    buttons: listOf(template['buttons']).map(buttonOf),
    cards: Array.isArray(template['cards']) ? listOf(template['cards']).map(cardOf) : null,
    examples: bagOf(template['examples']),
    hasExamples: isBag(template['examples']),
    auth,
    lifetime: template['message_send_ttl_seconds'] ?? auth['message_send_ttl_seconds'],
    odd: oddOf(template),
    passages: () => (passages ??= passagesOf(reading)),
    siblings: around.siblings ?? [],
    account: around.account ?? {},
    settings: around.settings ? { ...LINT_SETTINGS, ...around.settings } : LINT_SETTINGS,
    sampled: around.sampled ?? false,
    builtIn: around.product ?? false,
  }
  return reading
}

const partOf = (field: Part['field'], text: unknown): Part | null =>
  typeof text === 'string' ? { field, text, tokens: tokensOf(text), prefix: field === 'header' ? 'h' : '' } : null

/** A text header may also come as WhatsApp's own object. */
const headerText = (header: unknown) => (isBag(header) && header['format'] === 'TEXT' ? header['text'] : header)

const mediaOf = (header: unknown): MediaRead | null =>
  isBag(header) && header['format'] !== 'TEXT'
    ? {
        format: textOf(header['format']),
        mime: textOf(header['mime']).trim().toLowerCase(),
        size: typeof header['size'] === 'number' ? header['size'] : null,
        handle: textOf(header['handle']),
      }
    : null

function cardOf(given: unknown): Card {
  const card = bagOf(given)
  const header = bagOf(card['header'])
  return {
    header: textOf(header['format'] ?? card['headerType']),
    body: typeof card['body'] === 'string' ? card['body'] : null,
    buttons: listOf(card['buttons']),
  }
}

const TEXTS = ['body', 'footer']
const oddOf = (template: Bag): string[] => [
  ...TEXTS.filter((field) => !['string', 'undefined'].includes(typeof (template[field] ?? undefined))),
  ...(Array.isArray(template['header']) ? ['header'] : []),
  ...(template['buttons'] === undefined || template['buttons'] === null || Array.isArray(template['buttons'])
    ? []
    : ['buttons']),
]

/** The sample of a variable; named header variables may also go by their bare name. */
export function sampleOf({ examples }: Reading, part: Part, key: string): { field: string; sample: string } {
  const field = part.prefix + key
  const under = Object.hasOwn(examples, field) || !/\D/.test(key) ? field : key
  return { field: `examples.${field}`, sample: Object.hasOwn(examples, under) ? wordOf(examples[under]) : '' }
}

const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value)
export const bagOf = (value: unknown): Bag => (isBag(value) ? value : {})
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? [...value] : [])
/** Samples are also taken as bare numbers. */
export const wordOf = (value: unknown): string => (typeof value === 'number' ? String(value) : textOf(value))

const buttonOf = (button: unknown): TemplateButton =>
  isBag(button) ? { ...button, type: textOf(button['type']) } : { type: '' }

/** The distinct variables of a text, in order of first appearance. */
export const keysOf = (part: Part): string[] => [...new Set(part.tokens.map((token) => token.key))]

/** The text without its variables: one piece before, between and after them, and where each stands. */
export const gapsOf = ({ text, tokens }: Part): (Mark & { text: string })[] =>
  [...tokens, { start: text.length }].map((token, at) => {
    const start = tokens[at - 1]?.end ?? 0
    return { start, end: token.start, text: text.slice(start, token.start) }
  })

export const piecesOf = (part: Part): string[] => gapsOf(part).map(({ text }) => text)

/** Changes only what stands outside the variables. */
export const outsideTokens = (part: Part, change: (piece: string) => string): string =>
  gapsOf(part)
    .map(({ text }, at) => change(text) + (part.tokens[at] ? `{{${part.tokens[at].key}}}` : ''))
    .join('')

/** A text with line ends of one kind, as WhatsApp counts it. */
export const unixLines = (text: string): string => text.replaceAll('\r\n', '\n')
