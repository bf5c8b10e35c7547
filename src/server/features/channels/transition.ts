import { type ChannelEvent, transition } from '../../../rules/channel-state.ts'
import { Refusal } from '../../refusal.ts'

/** @throws Refusal `channel_state`, with the state that is, when the table of transitions does not allow the event there. */
export function refuseUnless(
  event: Exclude<ChannelEvent['type'], 'go_live'>,
  channel: { identifier: string | null; enabled: boolean; state: string },
): void {
  const facts = { ...channel, openInterruptions: channel.state === 'interrupted' ? 1 : 0 }
  if (transition(facts, { type: event }) === null) throw new Refusal('channel_state', { state: channel.state })
}
