import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import * as v2 from './events-v2.ts'
import * as v3 from './events-v3.ts'
import { Refusal } from './refusal.ts'
import type { App, Standing } from './rows.ts'
import type { Sim } from './sim.ts'
import { standingOf } from './standing.ts'

const QUALITIES = ['GREEN', 'YELLOW', 'RED']
const LIMITS = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED']
const REASONS = [
  'NAME_NOT_CONSISTENT',
  'NAME_FORMAT_UNACCEPTABLE',
  'NAME_INDIVIDUAL_ISSUE',
  'NAME_ENDCLIENT_NOTRELATED',
]
const KINDS = ['RESTRICTED_BIZ_INITIATED_MESSAGING', 'RESTRICTION_ADD_PHONE_NUMBER_ACTION']

export const actSchema = z.object({
  value: z.union([z.string(), z.number()]).optional(),
  /** False: only the state changes, and no event tells of it. */
  tell: z.boolean().default(true),
})

type Given = z.output<typeof actSchema>
type Act = (sim: Sim, app: App, given: Given) => void

const oneOf = (values: readonly string[], { value }: Given): string => {
  if (value === undefined) return values[0]!
  if (typeof value === 'string' && values.includes(value)) return value
  throw new Refusal(400, `value must be one of ${values.join(', ')}`)
}

function stand(sim: Sim, app: App, change: Partial<Standing>): void {
  app.standing = { ...standingOf(app), ...change }
  sim.books.apps.put(app)
  sim.books.changes.emit('businesses')
}

/** Tells of it in both versions of events, as the subscriptions ask. */
function tell(sim: Sim, app: App, { tell: told }: Given, payload: object, update: object, field = 'account_update') {
  if (!told) return
  const bodies = {
    v2: (now: number) => v2.account(now, app, payload),
    v3: (now: number) => v3.account(now, app, field, update),
  }
  sim.delivery.emit(app, 'ACCOUNT', bodies, { kind: 'account' })
}

const status = (word: string, more: object = {}) => ({ type: 'status-event', payload: { status: word, ...more } })

/** What a person at WhatsApp or at Gupshup may do to a live number. */
export const acts: Record<string, { act: Act; values?: readonly string[] | 'number' }> = {
  restrict: {
    values: KINDS,
    act(sim, app, given) {
      const restrictionType = oneOf(KINDS, given)
      const expiration = sim.now() + 3 * 86_400_000
      if (restrictionType === KINDS[0]) stand(sim, app, { number: 'RESTRICTED', canSend: 'BLOCKED' })
      const restriction_info = [{ restriction_type: restrictionType, expiration }]
      const more = { restrictionInfo: [{ restrictionType, expiration }] }
      tell(sim, app, given, status('ACCOUNT_RESTRICTED', more), { event: 'ACCOUNT_RESTRICTION', restriction_info })
    },
  },
  violate: {
    act(sim, app, given) {
      const violation_type = typeof given.value === 'string' ? given.value : 'SCAM'
      const update = { event: 'ACCOUNT_VIOLATION', violation_info: { violation_type } }
      tell(sim, app, given, status('ACCOUNT_VIOLATION', { violation_type }), update)
    },
  },
  ban: {
    act(sim, app, given) {
      stand(sim, app, { account: 'BANNED', canSend: 'BLOCKED' })
      const update = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } }
      tell(sim, app, given, status('ACCOUNT_DISABLE', { actionDate: dateOf(sim) }), update)
    },
  },
  reinstate: {
    act(sim, app, given) {
      stand(sim, app, { account: 'ACTIVE', number: 'CONNECTED', canSend: 'AVAILABLE' })
      const update = { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }
      tell(sim, app, given, status('REINSTATE', { actionDate: dateOf(sim) }), update)
    },
  },
  disconnect: {
    act(sim, app, given) {
      stand(sim, app, { number: 'DISCONNECTED' })
      tell(
        sim,
        app,
        given,
        { type: 'docker-status-event', payload: { status: 'disconnected' } },
        { event: 'PARTNER_REMOVED' },
      )
    },
  },
  reconnect: {
    act(sim, app, given) {
      stand(sim, app, { number: 'CONNECTED' })
      tell(sim, app, given, { type: 'docker-status-event', payload: { status: 'live' } }, { event: 'ACCOUNT_VERIFIED' })
    },
  },
  quality: {
    values: QUALITIES,
    act(sim, app, given) {
      const quality = oneOf(QUALITIES, given)
      const { limit } = standingOf(app)
      const event = quality === 'RED' ? 'FLAGGED' : 'UNFLAGGED'
      rate(sim, app, given, { quality }, { event, oldLimit: limit, currentLimit: limit })
    },
  },
  tier: {
    values: LIMITS,
    act(sim, app, given) {
      const limit = oneOf(LIMITS, given)
      const { limit: oldLimit } = standingOf(app)
      const event = LIMITS.indexOf(limit) < LIMITS.indexOf(oldLimit) ? 'DOWNGRADE' : 'UPGRADE'
      rate(sim, app, given, { limit }, { event, oldLimit, currentLimit: limit })
    },
  },
  wallet: {
    values: 'number',
    act(sim, app, { value = -20 }) {
      const currentBalance = Number(value)
      if (!Number.isFinite(currentBalance)) throw new Refusal(400, 'value must be a number')
      app.wallet = { ...app.wallet, currentBalance }
      sim.books.apps.put(app)
    },
  },
  sicken: { act: (sim, app) => stand(sim, app, { healthy: false }) },
  heal: { act: (sim, app) => stand(sim, app, { healthy: true }) },
  /** Every token that was given out is worth nothing; new ones are to be had. */
  'expire-tokens': {
    act(sim, app) {
      app.token = `sk_${randomUUID().replaceAll('-', '')}`
      sim.books.apps.put(app)
      for (const { token } of sim.books.partnerTokens.all()) sim.books.partnerTokens.remove(token)
      for (const access of sim.books.accessTokens.all()) sim.books.accessTokens.put({ ...access, expiresOn: sim.now() })
    },
  },
  'refuse-credentials': { act: (sim, app) => stand(sim, app, { locked: true }) },
  'take-credentials': { act: (sim, app) => stand(sim, app, { locked: false }) },
  'refuse-name': {
    values: REASONS,
    act(sim, app, given) {
      const rejectedReason = oneOf(REASONS, given)
      const payload = { type: 'pndn-event', payload: { status: 'rejected', rejectedReason } }
      const update = { decision: 'REJECTED', rejection_reason: rejectedReason, display_phone_number: app.phone }
      tell(sim, app, given, payload, update, 'phone_number_name_update')
    },
  },
  'accept-name': {
    act(sim, app, given) {
      const update = { decision: 'APPROVED', display_phone_number: app.phone }
      tell(sim, app, given, { type: 'pndn-event', payload: { status: 'approved' } }, update, 'phone_number_name_update')
    },
  },
  /** The next call about this app acts, and its answer never comes. */
  'lose-answer': { act: (sim, app) => sim.script.add([{ on: 'all', do: 'answerLost', app: app.id }]) },
}

function rate(
  sim: Sim,
  app: App,
  given: Given,
  change: Partial<Standing>,
  told: { event: string; oldLimit: string; currentLimit: string },
): void {
  stand(sim, app, { ...change, rated: { event: told.event, oldLimit: told.oldLimit, at: sim.now() } })
  const update = { event: told.event, current_limit: told.currentLimit, display_phone_number: app.phone }
  tell(sim, app, given, { type: 'tier-event', payload: told }, update, 'phone_number_quality_update')
}

const dateOf = (sim: Sim) => new Date(sim.now()).toISOString().slice(0, 10)
