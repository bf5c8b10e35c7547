import { type Provider, ProviderFault } from '../port.ts'
import { type Ask, ofApp } from './ask.ts'
import type { Call } from './client.ts'
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

const callFor = (appId: string, more: Pick<Call, 'method' | 'form'>, rest = ''): Call => ({
  path: ofApp(appId, `subscription${rest}`),
  repeatable: true,
  confidential: true,
  limit: { name: 'subscription', scope: appId },
  ...more,
})

export function subscriptions(ask: Ask): Pick<Provider, 'subscribe' | 'unsubscribe'> {
  // Integrators disagree on how `meta` is to be written (reference 5.3); the form that was seen to work is kept.
  let wrapped = false

  async function listed(appId: string): Promise<JsonObject[]> {
    const asked = callFor(appId, { method: 'GET' })
    const { subscriptions: rows } = await ask.app(appId, asked)
    if (!Array.isArray(rows)) throw incomplete('subscriptions', asked)
    return rows.filter(isObject)
  }

  /** Makes the subscription, or brings the one of that tag to what is wanted. */
  async function put(appId: string, wanted: Wanted, existing: JsonObject | undefined): Promise<string> {
    const known = id(existing?.id)
    const form = formOf(wanted, wrapped)
    const asked = known
      ? callFor(appId, { method: 'PUT', form }, `/${encodeURIComponent(known)}`)
      : callFor(appId, { method: 'POST', form })
    try {
      const { subscription } = await ask.app(appId, asked)
      const made = known ?? id(object(subscription).id)
      if (!made) throw incomplete('subscription id', asked)
      return made
    } catch (fault) {
      if (known || !(fault instanceof ProviderFault) || !/duplicate component/i.test(fault.message)) throw fault
      const found = (await listed(appId)).find((row) => row.tag === wanted.tag)
      if (!found) throw fault
      return put(appId, wanted, found)
    }
  }

  return {
    async subscribe(appId, { url, tag, secretHeaders }) {
      const v2 = { tag, version: '2', modes: MODES_V2, url, secretHeaders } as const
      const v3 = { ...v2, tag: tagOfV3(tag), version: '3', modes: MODES_V3 } as const
      const before = await listed(appId)
      const subscriptionId = await put(
        appId,
        v2,
        before.find((row) => row.tag === tag),
      )
      const readBack = async () => (await listed(appId)).find((row) => id(row.id) === subscriptionId)
      let made = await readBack()
      let headersCarried = carries(made, secretHeaders)
      if (headersCarried === false) {
        wrapped = !wrapped
        await put(appId, v2, made)
        made = await readBack()
        headersCarried = carries(made, secretHeaders)
      }
      await put(
        appId,
        v3,
        before.find((row) => row.tag === v3.tag),
      )
      return { subscriptionId, headersCarried: headersCarried === true }
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
