import { type Provider, ProviderFault } from '../port.ts'
import type { Ask } from './ask.ts'
import { type Call, ofApp } from './call.ts'
import { id, isObject, type JsonObject, object, text } from './read-json.ts'
import { incomplete } from './verdicts.ts'

const MODES_V2 = 'MESSAGE,SENT,DELIVERED,READ,ENQUEUED,FAILED,DELETED,TEMPLATE,ACCOUNT,BILLING'
/** A v3 subscription must exist before text can be sent in Meta's shape, and billing must be called back (reference 4.3).
 *  Whether one without modes would do is not documented; these two tell next to nothing that v2 does not tell. */
const MODES_V3 = 'BILLING,OTHERS'

interface Wanted {
  tag: string
  version: '2' | '3'
  modes: string
  url: string
  secretHeaders: Record<string, string>
}

/** A subscription asked for is waited for: nobody stands there, and the limit is five calls a minute. */
const PATIENCE_MS = 65_000
const SLOTS = 5

const callFor = (appId: string, more: Pick<Call, 'method' | 'form' | 'secrets'>, rest = ''): Call => ({
  path: ofApp(appId, `subscription${rest}`),
  repeatable: true,
  confidential: true,
  limit: { name: 'subscription', scope: appId },
  patienceMs: PATIENCE_MS,
  ...more,
})

export function subscriptions(ask: Ask): Pick<Provider, 'subscribe' | 'unsubscribe'> {
  // Integrators disagree on how `meta` is to be written (reference 5.3); the form that was seen to work is kept.
  let wrapped = false
  let proved = false

  async function listed(appId: string): Promise<JsonObject[]> {
    const asked = callFor(appId, { method: 'GET' })
    const { subscriptions: rows } = await ask.app(appId, asked)
    if (!Array.isArray(rows)) throw incomplete('subscriptions', asked)
    return rows.filter(isObject)
  }

  /** Makes the subscription, or brings the one of that tag to what is wanted: in place, so that no event is missed. */
  async function put(appId: string, wanted: Wanted, rows: JsonObject[]): Promise<string> {
    const known = id(rows.find((row) => row.tag === wanted.tag)?.id)
    const more = { form: formOf(wanted, wrapped), secrets: Object.values(wanted.secretHeaders) }
    const asked = known
      ? callFor(appId, { method: 'PUT', ...more }, `/${encodeURIComponent(known)}`)
      : callFor(appId, { method: 'POST', ...more })
    try {
      const { subscription } = await ask.app(appId, asked)
      const made = known ?? id(object(subscription).id)
      if (!made) throw incomplete('subscription id', asked)
      return made
    } catch (fault) {
      if (known || !(fault instanceof ProviderFault) || fault.status === undefined) throw fault
      const now = await listed(appId)
      if (now.some((row) => row.tag === wanted.tag)) return put(appId, wanted, now)
      if (now.length >= SLOTS) throw full(now)
      throw fault
    }
  }

  /** Whether the provider was seen to have stored the headers as they must be. Where it was not, in the other form too. */
  async function putVerified(appId: string, wanted: Wanted, rows: JsonObject[]) {
    const subscriptionId = await put(appId, wanted, rows)
    const readBack = async () => {
      const now = await listed(appId)
      return {
        now,
        carried: carries(
          now.find((row) => id(row.id) === subscriptionId),
          wanted.secretHeaders,
        ),
      }
    }
    let seen = await readBack()
    if (seen.carried === false && !proved) {
      wrapped = !wrapped
      await put(appId, wanted, seen.now)
      seen = await readBack()
    }
    proved ||= seen.carried === true
    return { subscriptionId, carried: seen.carried === true, now: seen.now }
  }

  return {
    /** Which form of `meta` is right is found out on the subscription that tells next to nothing: events of the other one
     *  would come without their header meanwhile, and an event that is turned away does not come again. */
    async subscribe(appId, { url, tag, secretHeaders }) {
      const v2 = { tag, version: '2', modes: MODES_V2, url, secretHeaders } as const
      const v3 = { ...v2, tag: tagOfV3(tag), version: '3', modes: MODES_V3 } as const
      const rows = await listed(appId)
      // With an API key messages do not leave in Meta's shape, and need no such subscription (ST-5).
      const { now } = (await ask.keyOf(appId)) === undefined ? await putVerified(appId, v3, rows) : { now: rows }
      const { subscriptionId, carried } = await putVerified(appId, v2, now)
      return { subscriptionId, headersCarried: carried }
    },

    async unsubscribe(appId, subscriptionId) {
      const rows = await listed(appId)
      const tag = text(rows.find((row) => id(row.id) === subscriptionId)?.tag)
      for (const row of rows) {
        const rowId = id(row.id)
        if (!rowId || !(rowId === subscriptionId || (tag && row.tag === tagOfV3(tag)))) continue
        await ask.app(appId, callFor(appId, { method: 'DELETE' }, `/${encodeURIComponent(rowId)}`)).catch(unlessGone)
      }
    },
  }
}

function full(rows: JsonObject[]): ProviderFault {
  const tags = rows.map((row) => text(row.tag) ?? '?').join(', ')
  const said = `all ${SLOTS} subscriptions of the app are taken (${tags}): one of them must be ended at Gupshup first`
  return new ProviderFault('refused', said, { code: 'subscriptions_full' })
}

function unlessGone(fault: unknown) {
  if (!(fault instanceof ProviderFault && /does not exist/i.test(fault.message))) throw fault
}

const tagOfV3 = (tag: string) => `${tag}v3`

function formOf({ url, tag, version, modes, secretHeaders }: Wanted, wrapped: boolean): Record<string, string> {
  const meta = JSON.stringify(wrapped ? { headers: secretHeaders } : secretHeaders)
  return { url, tag, version, modes, showOnUI: 'false', ...(Object.keys(secretHeaders).length > 0 && { meta }) }
}

/** Whether the headers are stored at exactly one level of `headers`; unknown where the answer does not show them. */
function carries(row: JsonObject | undefined, secretHeaders: Record<string, string>): boolean | undefined {
  if (row?.meta === undefined || row.meta === null) return undefined
  const { headers } = object(typeof row.meta === 'string' ? parse(row.meta) : row.meta)
  return Object.entries(secretHeaders).every(([name, value]) => object(headers)[name] === value)
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return undefined
  }
}
