import type { WebhookItem } from '../events.ts'
import { readV2 } from './parse-v2.ts'
import { readV3 } from './parse-v3.ts'
import { exact, id, isObject } from './read-json.ts'
import { idle, type Reading } from './reading.ts'

/**
 * Every event of one webhook body, v2 or v3; at least one, and never an error, whatever JSON comes (product.md 11).
 * `given.text` is the body as it came: it is kept as `raw` where the body holds one event.
 */
export function parseWebhook(body: unknown, given: { text?: string } = {}): WebhookItem[] {
  try {
    const readings = read(exact(body, given.text))
    return readings.map(({ event, key, body: alone }) => ({
      event,
      dedupeKey: key,
      raw: readings.length > 1 ? JSON.stringify(alone()) : (given.text ?? JSON.stringify(body) ?? 'null'),
    }))
  } catch (error) {
    // Only nesting too deep to write again, or to read twice, gets here.
    if (!(error instanceof RangeError)) throw error
    return [{ ...unreadable(given.text), raw: given.text ?? 'null' }]
  }
}

function unreadable(content: string | undefined) {
  const { event, key } = idle('unrecognised', 'nested too deep', content)
  return { event, dedupeKey: key }
}

function read(body: unknown): Reading[] {
  if (isObject(body)) {
    if (Array.isArray(body.entry)) return readV3(body)
    if (typeof body.type === 'string') return readV2(body)
  }
  return [{ ...idle('unrecognised', 'neither v2 nor v3', body ?? null), body: () => body }]
}

/** The app that a body names: its id, and in v2 its name; what is not told is absent. */
export function readApp(body: unknown): { appId?: string; appName?: string } {
  if (!isObject(body)) return {}
  const appId = id(body.gs_app_id) ?? id(body.appId)
  const appName = id(body.app)
  return { ...(appId && { appId }), ...(appName && { appName }) }
}
