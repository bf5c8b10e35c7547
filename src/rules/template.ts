export type Lang = 'es' | 'en'
export type Sentence = Record<Lang, string>

export type TemplateCategory = 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
export type TemplateType = 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO' | (string & {})
export type ButtonType = 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER' | 'COPY_CODE' | 'OTP' | (string & {})

/** Extra keys of the provider (autofill text, supported apps, …) travel along untouched. */
export type TemplateButton = {
  type: ButtonType
  text?: string
  url?: string
  phone_number?: string
  example?: string | string[]
  [extra: string]: unknown
}

export type MediaHeader = { format: string; mime?: string; size?: number; handle?: string }

/** One template in one language. `null` means the component is absent; an empty text is a present, wrong component. */
export type TemplateContent = {
  name: string
  language: string
  category: TemplateCategory
  type: TemplateType
  header: string | MediaHeader | null
  body: string | null
  footer: string | null
  buttons: TemplateButton[]
  /** Samples: body variables `1`, `2`, … (or their names), header `h1`, the nth URL with a variable `url1`. */
  examples: Record<string, string>
  auth?: object | null
}

/** What of a contact fills a blank by itself; an attribute by its key. */
export type ParameterSource = 'contact.name' | 'contact.phone' | `attribute.${string}`

/** A body variable as agents meet it: `{{n}}` under a name of its own. */
export type Parameter = {
  n: number
  name: string
  sample: string
  type: 'text' | 'number' | 'money' | 'date'
  /** Where its value comes from; null: the agent writes it. */
  source: ParameterSource | null
}
