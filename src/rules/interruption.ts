/** Why a number cannot send for now (CH-5); several at once. */
export const CAUSES = [
  'restricted',
  'banned',
  'disabled',
  'disconnected',
  'wallet_empty',
  'credentials_refused',
  'unhealthy',
  'operator',
] as const
export type Cause = (typeof CAUSES)[number]

/** What follows from something the provider said. `closes` with `settled`: only what did not open a moment ago, since what
 *  is asked for may lag behind what was told. */
export type Conclusion =
  | { do: 'open'; cause: Cause; detail?: string; until?: string }
  | { do: 'close'; causes: readonly Cause[]; settled?: true }
  | { do: 'quality'; value: string }
  | { do: 'limit'; value: string }
  /** WhatsApp's verdict on the name that customers see; null: accepted. */
  | { do: 'name'; refusal: string | null }
  /** It can still send, and somebody should know. */
  | { do: 'warn'; warning: string }
  /** It means something may have changed: the provider is asked. */
  | { do: 'check' }

/** An event of the account in the provider's own words (gupshup.md 5.10), from either version of its webhooks. */
export interface AccountNews {
  event: string
  status?: string | undefined
  cause?: string | undefined
  limit?: string | undefined
  /** When the longest of its restrictions ends. */
  until?: string | undefined
}

const plain = (word: string | undefined) => (word ?? '').trim().toUpperCase()
const CHECK: Conclusion = { do: 'check' }
/** What WhatsApp itself ends when it takes a sanction back. */
const SANCTIONS = ['restricted', 'banned', 'disabled'] as const

/** CH-13: the table from what the provider tells to what comes of it. What is not known leads to asking, never to a guess. */
export function concludeEvent(news: AccountNews): Conclusion[] {
  switch (news.event) {
    case 'status-event':
    case 'docker-status-event':
      return [...ofStatus(plain(news.status), news)]
    case 'review-event':
    case 'account_review_update':
      return plain(news.status) === 'REJECTED' ? [{ do: 'open', cause: 'disabled', ...detailOf(news) }, CHECK] : [CHECK]
    case 'tier-event':
    case 'phone_number_quality_update':
      return [...ofTier(plain(news.status)), ...ofLimit(news.limit)]
    case 'capability-event':
    case 'business_capability_update':
      return ofLimit(news.limit)
    case 'pndn-event':
    case 'phone_number_name_update':
      return ofName(plain(news.status), news.cause)
    case 'account_alerts':
      return [{ do: 'warn', warning: news.cause ?? news.status ?? news.event }, CHECK]
    // In v3 the word of an account update is the event itself.
    default:
      return ofStatus(plain(news.status ?? news.event), news)
  }
}

function ofStatus(status: string, news: AccountNews): Conclusion[] {
  switch (status) {
    case 'ACCOUNT_RESTRICTED':
    case 'ACCOUNT_RESTRICTION':
      return ofRestriction(news)
    case 'ACCOUNT_VIOLATION':
    case 'SCHEDULE_FOR_DISABLE':
      return [{ do: 'warn', warning: news.cause ?? status }, CHECK]
    case 'DISABLE':
    case 'DISABLED':
    case 'ACCOUNT_DISABLE':
    case 'ACCOUNT_DISABLED':
      return [{ do: 'open', cause: 'disabled', ...detailOf(news) }]
    case 'DISABLED_UPDATE':
      return plain(news.cause) === status ? [CHECK] : ofStatus(plain(news.cause), { event: news.event })
    case 'BAN':
    case 'BANNED':
    case 'ACCOUNT_BANNED':
      return [{ do: 'open', cause: 'banned', ...detailOf(news) }]
    case 'ACCOUNT_DELETED':
    case 'PARTNER_REMOVED':
    case 'DISCONNECTED':
    case 'DELETED':
    case 'MIGRATED':
      return [{ do: 'open', cause: 'disconnected', ...detailOf(news) }]
    case 'REINSTATE':
    case 'REINSTATED':
    case 'ACCOUNT_REINSTATED':
      return [{ do: 'close', causes: SANCTIONS }, CHECK]
    case 'LIVE':
    case 'CONNECTED':
      return [{ do: 'close', causes: ['disconnected'] }, CHECK]
    default:
      return [CHECK]
  }
}

/** A ban on adding numbers keeps none from sending; the others do. */
function ofRestriction(news: AccountNews): Conclusion[] {
  const kinds = (news.cause ?? '').split(',').map(plain).filter(Boolean)
  const ofSending = kinds.filter((kind) => kind !== 'RESTRICTION_ADD_PHONE_NUMBER_ACTION')
  if (kinds.length > 0 && ofSending.length === 0) return [{ do: 'warn', warning: kinds.join(', ') }]
  const until = news.until === undefined ? {} : { until: news.until }
  return [{ do: 'open', cause: 'restricted', ...detailOf({ cause: ofSending.join(', ') }), ...until }]
}

function ofTier(event: string): Conclusion[] {
  if (event === 'FLAGGED') return [{ do: 'quality', value: 'RED' }, { do: 'warn', warning: 'FLAGGED' }, CHECK]
  return event === 'UNFLAGGED' || event === 'DOWNGRADE' ? [CHECK] : []
}

function ofName(status: string, reason: string | undefined): Conclusion[] {
  if (status === 'REJECTED' || status === 'DECLINED') return [{ do: 'name', refusal: reason ?? status }]
  return status === 'APPROVED' ? [{ do: 'name', refusal: null }] : []
}

const detailOf = ({ cause }: Pick<AccountNews, 'cause'>) => (cause ? { detail: cause } : {})

const ofLimit = (limit: string | undefined): Conclusion[] => {
  const value = limitWord(limit)
  return value === null ? [] : [{ do: 'limit', value }]
}

const STEPS: Record<string, string> = {
  50: 'TIER_50',
  250: 'TIER_250',
  1000: 'TIER_1K',
  2000: 'TIER_2K',
  10000: 'TIER_10K',
  100000: 'TIER_100K',
}

/** MSG-01: the messaging limit in one set of words, however it is told; -1 stands for none. */
export function limitWord(told: string | undefined): string | null {
  const word = plain(told)
  if (/^TIER_\w+$/.test(word)) return word === 'TIER_NOT_SET' ? null : word
  if (word === '-1' || word === 'UNLIMITED') return 'TIER_UNLIMITED'
  return /^\d+$/.test(word) ? (STEPS[word] ?? `TIER_${word}`) : null
}

/** Answer of `waba/info` (gupshup.md 2.3); every word is open. */
export interface AccountState {
  accountStatus?: string | undefined
  dockerStatus?: string | undefined
  canSendMessage?: string | undefined
  messagingLimit?: string | undefined
  phoneQuality?: string | undefined
}

/** Only CONNECTED sends (7.3). These do not say so, and are no reason to stop. */
const NO_VERDICT = ['', 'UNKNOWN', 'FLAGGED', 'RATE_LIMITED']

export function concludeState(info: AccountState): Conclusion[] {
  const account = plain(info.accountStatus)
  const number = plain(info.dockerStatus)
  const sends = plain(info.canSendMessage)
  const quality = plain(info.phoneQuality)
  const end = (...causes: Cause[]): Conclusion => ({ do: 'close', causes, settled: true })
  const drawn: Conclusion[] = []
  if (account === 'BANNED' || number === 'BANNED') drawn.push({ do: 'open', cause: 'banned' })
  else if (account === 'ACTIVE') drawn.push(end('banned', ...(number === 'CONNECTED' ? (['disabled'] as const) : [])))
  if (number === 'RESTRICTED' || sends === 'BLOCKED') drawn.push({ do: 'open', cause: 'restricted' })
  else if (number === 'CONNECTED' && (sends === '' || sends === 'AVAILABLE')) drawn.push(end('restricted'))
  if (number === 'CONNECTED' || number === 'RESTRICTED') drawn.push(end('disconnected'))
  else if (number !== 'BANNED' && !NO_VERDICT.includes(number))
    drawn.push({ do: 'open', cause: 'disconnected', detail: number })
  if (quality !== '' && quality !== 'UNKNOWN' && quality !== 'NA') drawn.push({ do: 'quality', value: quality })
  return [...drawn, ...ofLimit(info.messagingLimit)]
}

export const concludeHealth = (healthy: boolean): Conclusion[] =>
  healthy ? [{ do: 'close', causes: ['unhealthy'] }] : [{ do: 'open', cause: 'unhealthy' }]

/** `floor`: how far below nothing the provider lets it go, itself not above nothing. */
export const concludeWallet = ({ balance, floor }: { balance: number; floor: number }): Conclusion[] =>
  balance <= Math.min(0, floor)
    ? [{ do: 'open', cause: 'wallet_empty' }]
    : [{ do: 'close', causes: ['wallet_empty'], settled: true }]

const FAULTS: Record<string, Cause> = {
  credentials: 'credentials_refused',
  '1003': 'wallet_empty',
  '131042': 'wallet_empty',
  '131031': 'disabled',
}

/** BU-2: a code of a failed call or message that concerns the whole number, not the message. */
export const causeOfFault = (code: string | undefined): Cause | null => FAULTS[code ?? ''] ?? null
