// The port to WhatsApp. Called only from jobs and from the outbound pipeline, never inside a transaction.
import type { Readable } from 'node:stream'

/** What a failed call means for what we asked:
 *  `never_sent` it certainly did not act and may be asked again; `busy` the same, but wait (`retryAfterMs`);
 *  `refused` it said no, for good, with the reason; `uncertain` the request left and no answer came: it may have acted. */
export type Verdict = 'never_sent' | 'busy' | 'refused' | 'uncertain'

export class ProviderFault extends Error {
  readonly verdict: Verdict
  /** The provider's or WhatsApp's error code, where told. */
  readonly code: string | undefined
  /** HTTP status of the answer, where there was one. */
  readonly status: number | undefined
  readonly retryAfterMs: number | undefined
  constructor(verdict: Verdict, message: string, more: { code?: string; status?: number; retryAfterMs?: number } = {}) {
    super(message)
    this.name = 'ProviderFault'
    this.verdict = verdict
    this.code = more.code
    this.status = more.status
    this.retryAfterMs = more.retryAfterMs
  }
}

/** An app at the provider: one per channel. `source` is the channel's number in digits. */
export interface ProviderApp {
  appId: string
  appName: string
  source: string
  /** Only where the number was connected by hand with a key (ST-5): then messages leave with it. */
  apiKey?: string
}

export interface AppState {
  appId: string
  name: string
  live: boolean
  /** Digits, once the number is connected. */
  phone?: string
}

/** What customers see of a business beside its name, as WhatsApp takes it (reference 2.5). */
export interface BusinessProfile {
  address: string
  description: string
  email: string
  /** Two at most. */
  websites: string[]
  vertical: string
}

export interface WabaInfo {
  accountStatus?: string
  dockerStatus?: string
  canSendMessage?: string
  messagingLimit?: string
  phoneQuality?: string
  phone?: string
  wabaId?: string
  verifiedName?: string
}

export interface TemplateSubmission {
  name: string
  language: string
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION'
  type: 'TEXT' | 'IMAGE' | 'DOCUMENT' | 'VIDEO'
  /** Text header, only with type TEXT. */
  header?: string
  headerExample?: string
  body: string
  /** The body with its sample values filled in. */
  example: string
  footer?: string
  buttons: SubmittedButton[]
  /** From `uploadSample`; the header of every type but TEXT needs one. */
  sampleHandle?: string
  /** AUTHENTICATION: WhatsApp's sentence against passing the code on, and for how many minutes, 1 to 90, it is valid. */
  auth?: { securityNote: boolean; codeMinutes: number | null }
}

export type SubmittedButton =
  | { type: 'QUICK_REPLY' | 'COPY_CODE'; text: string }
  /** `example`: the whole address, where `url` ends in a variable. */
  | { type: 'URL'; text: string; url: string; example?: string }
  | { type: 'PHONE_NUMBER'; text: string; phoneNumber: string }

export interface ProviderTemplate {
  id: string
  name: string
  language: string
  category: string
  status: string
  reason?: string
  quality?: string
  /** The category that WhatsApp holds to be right. */
  correctCategory?: string
  /** AUTHENTICATION, which WhatsApp words itself: what it will say. */
  words?: { body: string; footer: string | null; copy?: string }
  content?: ReadContent
  createdAt?: Date
}

/** What the provider has of a template, of whatever kind; buttons of unknown kinds too. */
export interface ReadContent {
  type: string
  /** Its parameters have names instead of numbers. */
  named: boolean
  header: string | null
  headerExample: string | null
  body: string
  /** The body with samples in place of its parameters. */
  example: string | null
  footer: string | null
  buttons: ReadButton[]
  /** Cards of a carousel. */
  cards: number
  auth: { securityNote: boolean; codeMinutes: number | null } | null
}

export interface ReadButton {
  type: string
  text: string
  url?: string
  phoneNumber?: string
  example?: string
}

/** A file at an address that WhatsApp can reach, or one that was uploaded before. */
export type MediaSource = { link: string } | { mediaId: string }

export interface Location {
  latitude: number
  longitude: number
  name?: string
  address?: string
}

export type TemplateHeader =
  | { kind: 'image' | 'video'; source: MediaSource }
  | { kind: 'document'; source: MediaSource; fileName: string }
  | ({ kind: 'location' } & Location)

export interface Leaving {
  /** Called when the request begins to leave, at the socket: the moment that counts for a rate. */
  onLeaving: () => void
}

export interface TemplateSend extends Leaving {
  to: string
  templateId: string
  /** One flat list: header, body, buttons. */
  params: string[]
  /** What fills a header that is no text. */
  header?: TemplateHeader
  /** The one value of `params` is a code, which stands in the body and in the button (AUTHENTICATION). */
  oneTimeCode?: boolean
  /** What a tap on each quick reply carries back, in the buttons' order. */
  postbacks: string[]
}

/** Beside or instead of text. With image, document and video the message's text is their caption. */
export type SessionMedia =
  | { kind: 'image' | 'video' | 'audio'; source: MediaSource }
  | { kind: 'document'; source: MediaSource; fileName: string }
  | ({ kind: 'location' } & Location)

export interface SessionSend extends Leaving {
  /** A number in digits, or WhatsApp's id of a person who hides theirs, which not every way of sending takes. */
  to: string
  /** Empty for a file without caption; audio and location take none, and are refused with one. */
  text: string
  media?: SessionMedia
  /** The provider's id of the message that this one quotes. */
  replyTo?: string
}

export interface FileToSend {
  bytes: Uint8Array
  /** MIME type. */
  type: string
  name: string
}

/** A file as it comes. Whoever takes it reads `body` to the end or destroys it; what breaks off ends in a `ProviderFault`. */
export interface Download {
  body: Readable
  /** MIME type as declared, which may be wrong. */
  type?: string
  /** Bytes as declared. */
  length?: number
}

/** Every method throws `ProviderFault` and nothing else; every call has a time-out. */
export interface Provider {
  /** Makes the app of that name, or gives the one that an earlier try made: never a second one. */
  createApp(name: string): Promise<{ appId: string }>
  /** Looks an app up by its exact name. */
  findApp(name: string): Promise<AppState | null>
  /** Asks for all event modes at `url`, which the provider pings first. Idempotent by `tag`: asked again with another `url`
   *  or other headers, the same subscription gets them and misses nothing meanwhile. Code `subscriptions_full` when the
   *  provider keeps no more for this app.
   *  `secretHeaders` are added by the provider to each call; `headersCarried` says whether it was seen to have stored them
   *  so: only then may a call without them be turned away. */
  subscribe(
    appId: string,
    input: { url: string; tag: string; secretHeaders: Record<string, string> },
  ): Promise<{ subscriptionId: string; headersCarried: boolean }>
  /** Ends the subscription and what belongs to it; one that is gone already is no fault. */
  unsubscribe(appId: string, subscriptionId: string): Promise<void>
  setContact(appId: string, contact: { name: string; email: string; phone: string }): Promise<void>
  /** Link to Meta's embedded sign-up. It lives 5 days; `expiresAt` counts from now, so is exact for a new link only. */
  embedLink(
    appId: string,
    input: { user: string; language: string; regenerate: boolean },
  ): Promise<{ link: string; expiresAt: Date }>
  /** Code `not_live` when the number is not connected. */
  wabaInfo(appId: string): Promise<WabaInfo>
  /** Changes what is given of the profile and nothing else; an empty text empties it. */
  setProfile(appId: string, profile: Partial<BusinessProfile>): Promise<void>
  /** The line under the name, 1 to 139 characters. */
  setAbout(appId: string, about: string): Promise<void>
  /** JPEG or PNG; WhatsApp shows it round. */
  setPhoto(appId: string, photo: FileToSend): Promise<void>
  removePhoto(appId: string): Promise<void>
  /** What is left to send with, and down to where the provider lets it go. */
  wallet(appId: string): Promise<{ balance: number; currency: string; floor: number }>
  /** Code `not_live` when the number is not connected. */
  isHealthy(appId: string): Promise<boolean>
  /** What WhatsApp last rated; empty when nothing changed of late. Once in 24 hours per app at most. */
  rating(appId: string): Promise<{ quality?: string; limit?: string }>
  /** Whether this key opens this app, and what it is connected to. */
  tryKey(appId: string, apiKey: string): Promise<WabaInfo>
  submitTemplate(appId: string, template: TemplateSubmission): Promise<ProviderTemplate>
  /** Replaces all that can be edited, which name and language cannot. WhatsApp then reviews it again. */
  editTemplate(appId: string, templateId: string, template: TemplateSubmission): Promise<void>
  /** This one language (NAME-06); one that is there no more is no fault. */
  deleteTemplate(appId: string, template: { id: string; name: string }): Promise<void>
  /** All of them, or those of one name, where the provider heeds that. */
  listTemplates(appId: string, of?: { name: string }): Promise<ProviderTemplate[]>
  /** Has at hand what a send of this app needs beside itself (a token), so that the send leaves at once. */
  prepare(app: ProviderApp): Promise<void>
  /** Returns the provider's message id, which later statuses carry. */
  sendTemplate(app: ProviderApp, message: TemplateSend): Promise<{ messageId: string }>
  sendSession(app: ProviderApp, message: SessionSend): Promise<{ messageId: string }>
  /** Keeps a file at the provider, for 30 days, to be sent by its id. 100 MB at most. */
  uploadMedia(app: ProviderApp, file: FileToSend): Promise<{ mediaId: string }>
  /** Shows WhatsApp's reviewers what a template's header may hold (HDR-08); the handle goes along with the submission. */
  uploadSample(app: ProviderApp, file: FileToSend): Promise<{ handle: string }>
  /** The file of a contact's message, or one uploaded. Refused with code `host` for an address that files are not taken
   *  from, with `too_large` beyond `bounds` (100 MB and 120 s by default), with status 404 or 410 when it is gone. */
  downloadMedia(
    app: ProviderApp,
    from: { url: string } | { mediaId: string },
    bounds?: { bytes: number; withinMs: number },
  ): Promise<Download>
  /** `externalId` is the id of the contact's message. */
  markRead(appId: string, externalId: string): Promise<void>
  /** Lets calls in flight end, each by its time-out at the latest, and gives up the connections. */
  close(): Promise<void>
}
