import type { Cause, Conclusion } from '../../../rules/interruption.ts'
import type { Tx } from '../../database/doors.ts'
import type { Enqueue } from '../../jobs/jobs.ts'
import { announce } from '../../live/announce.ts'
import { record } from '../audit/record.ts'
import {
  closeInterruptions,
  countOpen,
  type Locked,
  lockForConclusion,
  openInterruption,
  setTold,
} from './interruption-store.ts'
import { insertEvent } from './store.ts'

/** Who or what brought it about: an event of the provider, our asking, a send that failed, or an operator. */
export type By = { kind: 'event' | 'check' | 'send' } | { kind: 'operator'; userId: string; name: string }

interface Place {
  companyId: string
  channelId: string
}

/** CH-13: does what was concluded of a number: interruptions open and close, quality, limit and name are kept, people are
 *  told, and each change stands in the timeline with who or what caused it. Whatever is so already changes nothing.
 *  `tx` comes from `asSystem`. */
export async function conclude(
  tx: Tx,
  enqueue: Enqueue,
  place: Place,
  conclusions: readonly Conclusion[],
  by: By,
): Promise<void> {
  if (conclusions.length === 0) return
  const channel = await lockForConclusion(tx, place)
  if (channel === undefined) return
  const told = { ...place, channel, by, enqueue }
  for (const drawn of conclusions) {
    switch (drawn.do) {
      case 'open':
        await open(tx, told, drawn)
        break
      case 'close':
        await close(tx, told, drawn.causes, drawn.settled ?? false)
        break
      case 'quality':
      case 'limit':
        await keepFigure(tx, told, drawn.do, drawn.value)
        break
      case 'name':
        await keepName(tx, told, drawn.refusal)
        break
      case 'warn':
        await tell(told, tx, 'channel_warned', { warning: drawn.warning })
        break
      case 'check':
        await ask(tx, told)
    }
  }
}

type Told = Place & { channel: Locked; by: By; enqueue: Enqueue }

async function open(tx: Tx, told: Told, drawn: { cause: Cause; detail?: string; until?: string }): Promise<void> {
  // Before its number is there the channel is Pendiente: what is wrong then is the road's to show.
  if (told.channel.identifier === null) return
  const until = drawn.until === undefined ? null : new Date(drawn.until)
  const row = { cause: drawn.cause, detail: drawn.detail ?? null, until, by: wordOf(told.by) }
  if (!(await openInterruption(tx, told, row))) return
  await note(tx, told, 'interrupted', { cause: drawn.cause, ...(drawn.detail && { detail: drawn.detail }) })
  await tell(told, tx, 'channel_interrupted', { cause: drawn.cause, ...(drawn.detail && { detail: drawn.detail }) })
}

async function close(tx: Tx, told: Told, causes: readonly Cause[], settled: boolean): Promise<void> {
  const closed = await closeInterruptions(tx, told, { causes, settled, by: wordOf(told.by) })
  for (const cause of closed) await note(tx, told, 'resumed', { cause })
  if (closed.length > 0 && (await countOpen(tx, told)) === 0) await tell(told, tx, 'channel_recovered', {})
}

async function keepFigure(tx: Tx, told: Told, what: 'quality' | 'limit', value: string): Promise<void> {
  const before = what === 'quality' ? told.channel.quality : told.channel.messaging_limit
  if (before === value) return
  await setTold(tx, told, what === 'quality' ? { quality: value } : { messaging_limit: value })
  if (what === 'quality') told.channel.quality = value
  else told.channel.messaging_limit = value
  if (before === null) return announce(tx, told.companyId, 'channels', told.channelId)
  await note(tx, told, what, { from: before, to: value })
  if (what === 'quality' && value === 'RED') await tell(told, tx, 'channel_warned', { warning: 'QUALITY_RED' })
}

async function keepName(tx: Tx, told: Told, refusal: string | null): Promise<void> {
  if (told.channel.name_refusal === refusal) return
  await setTold(tx, told, { name_refusal: refusal })
  told.channel.name_refusal = refusal
  await note(tx, told, refusal === null ? 'name_accepted' : 'name_refused', refusal === null ? {} : { reason: refusal })
  if (refusal !== null) await tell(told, tx, 'channel_warned', { warning: refusal })
}

/** A road that is not at its end asks by itself; a live number is looked after. */
async function ask(tx: Tx, { companyId, channelId, channel, enqueue }: Told): Promise<void> {
  const job = channel.identifier === null ? 'channel.connect' : 'channel.check'
  await enqueue(tx, job, { companyId, channelId }, { key: channelId })
}

async function note(tx: Tx, told: Told, kind: string, data: Record<string, unknown>): Promise<void> {
  const { companyId, channelId, by } = told
  const actorName = by.kind === 'operator' ? by.name : by.kind === 'event' ? 'WhatsApp' : 'Gupshup'
  await insertEvent(tx, { companyId, channelId, kind, actorName, data: { ...data, by: by.kind } })
  const doer = { companyId, userId: by.kind === 'operator' ? by.userId : null, name: actorName }
  await record(tx, doer, `channel.${kind}`, channelId, null, data)
  await announce(tx, companyId, 'channels', channelId)
  await announce(tx, 'operators', 'channels', channelId)
}

async function tell(told: Told, tx: Tx, kind: string, data: Record<string, unknown>): Promise<void> {
  const { companyId, channelId, channel } = told
  const named = { channelId, businessName: channel.alias, identifier: channel.identifier ?? '' }
  await told.enqueue(tx, 'notification.company', { companyId, kind, data: { ...data, ...named }, operators: true })
}

const wordOf = (by: By): string => (by.kind === 'operator' ? by.name : by.kind)
