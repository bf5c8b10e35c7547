/** How a live number stands at WhatsApp and at Gupshup, in the words of `waba/info`, section 2.3. */
export interface Standing {
  account: string
  number: string
  canSend: string
  quality: string
  limit: string
  healthy: boolean
  /** The last change of the limit or of the quality, as `ratings` tells it. */
  rated?: { event: string; oldLimit: string; at: number }
  /** Its tokens and its key open nothing any more. */
  locked: boolean
}

export interface App {
  id: string
  name: string
  customerId: string
  token: string
  /** Absent: the token is good for ever. */
  tokenExpiresOn?: number
  apiKey: string
  live: boolean
  phone?: string
  verifiedName?: string
  wabaId?: string
  namespace?: string
  phoneNumberId: string
  contact?: { email: string; name: string; number: string }
  profile: Record<string, string>
  about: string
  photoMediaId?: string
  wallet: { currency: string; currentBalance: number; overDraftLimit: number }
  /** Absent while nothing has happened to it. */
  standing?: Standing
  createdOn: number
  modifiedOn: number
}

export interface PartnerToken {
  token: string
  expiresOn: number
}

/** A universal token of the partner, or the one of an app made from it, section 1.4. */
export interface AccessToken {
  id: string
  /** Absent for the partner's own. */
  appId?: string
  name: string
  token: string
  createdOn: number
  expiresOn: number
  revokedOn: number | null
}

/** An embedded sign-up link; a regenerated one takes the place of the former of the same user. */
export interface SignUpLink {
  token: string
  appId: string
  user: string
  lang: string
  createdOn: number
  expiresOn: number
  replaced: boolean
  regenerated: boolean
}

export interface Subscription {
  id: string
  appId: string
  url: string
  tag: string
  version: 2 | 3
  modes: string[]
  /** As read back by the API: a JSON string, or none. */
  meta?: string
  active: boolean
  showOnUI: boolean
  createdOn: number
  modifiedOn: number
}

export interface TemplateButton {
  type: string
  text: string
  url?: string
  phone_number?: string
  example?: string | string[]
  otp_type?: string
}

export interface Template {
  id: string
  appId: string
  externalId: string
  elementName: string
  languageCode: string
  category: string
  oldCategory?: string
  templateType: string
  parameterFormat: string
  vertical: string
  header?: string
  exampleHeader?: string
  exampleMedia?: string
  body: string
  footer?: string
  example: string
  buttons: TemplateButton[]
  addSecurityRecommendation: boolean
  codeExpirationMinutes?: number
  status: string
  reason?: string
  quality: string
  createdOn: number
  modifiedOn: number
}

export type ButtonKind = 'quick_reply' | 'list_row' | 'url' | 'phone' | 'copy_code' | 'other'

export interface Button {
  kind: ButtonKind
  text: string
  /** What a tap sends back. */
  postback?: string
  description?: string
  /** The address of a url button, the number of a phone button, the code of a copy button. */
  value?: string
}

/** What a phone shows of a message, whichever road it came by. */
export interface Content {
  header?: string
  text?: string
  footer?: string
  /** `unfit`: WhatsApp will not take the file. */
  media?: { kind: string; url: string; name?: string; contentType?: string; unfit?: boolean }
  location?: { latitude: string; longitude: string; name?: string; address?: string }
  contacts?: { name: string; phone: string }[]
  buttons?: Button[]
  reaction?: { emoji: string; messageId: string }
}

export type MessageStatus = 'accepted' | 'enqueued' | 'sent' | 'delivered' | 'read' | 'failed'

export interface Message {
  /** Gupshup's uuid for what a business sends, WhatsApp's id for what a customer sends. */
  id: string
  whatsappId: string
  appId: string
  customer: string
  from: 'business' | 'customer'
  kind: 'template' | 'session'
  category: string
  content: Content
  /** A `msgid` that came with a session message; its taps carry it back. */
  clientId?: string
  replyTo?: string
  status: MessageStatus
  failure?: { code: number; reason: string }
  at: number
}

export interface Customer {
  phone: string
  name: string
}

/** The ledger of every send that was accepted. */
export interface Send {
  messageId: string
  destination: string
  app: string
  appId: string
  source: string
  road: 'partner' | 'self-serve' | 'v3'
  template?: { id: string; elementName: string; languageCode: string }
  params?: string[]
  text?: string
  postbackTexts?: { index: number; text: string }[]
  /** What filled a template's header: a file by its id or address, or a place. */
  header?: object
  at: number
}

export interface Media {
  id: string
  appId: string
  name: string
  contentType: string
  base64: string
  /** Absent in books kept by an earlier version. */
  createdOn?: number
  /** Until when the address of an inbound file works. */
  urlExpiry?: number
}

/** What makes an event the same or another: the ledger shows it, and faults and scripts choose by it. */
export interface EventFacts {
  kind: 'message' | 'status' | 'billing' | 'template' | 'account' | 'raw' | 'garbage' | 'unknown'
  id?: string
  whatsappId?: string
  status?: string
  customer?: string
}

/** A webhook call that is still owed. */
export interface Delivery {
  id: string
  subscriptionId: string
  lane: string
  body: string
  events: EventFacts[]
  faults?: string[]
  /** Instead of the setting. */
  retries?: number
}
