import type { TFunction } from 'i18next'
import type { Outputs } from '../../../api.ts'

export type TicketEvent = Outputs['tickets']['timeline']['items'][number]
type T = TFunction<'tickets'>

/** One step of a timeline in words: what, and below it the rest. */
export interface EventWords {
  what: string
  more: string[]
}

const place = (t: T, queue: TicketEvent['data']['queue'], campaign?: { name: string }) =>
  [campaign?.name, queue?.name ?? t('timeline.noQueue')].filter(Boolean).join(' › ')

export function wordsOf({ kind, actor, data }: TicketEvent, t: T): EventWords {
  const said = { actor: actor?.name ?? '', ...data, agent: data.agent?.name ?? '' }
  const before =
    data.fromAgent && data.fromAgent.id !== actor?.id ? [t('timeline.before', { name: data.fromAgent.name })] : []
  const note = data.note ? [t('timeline.note', { note: data.note })] : []
  const to = place(t, data.queue, data.campaign)
  switch (kind) {
    case 'opened': {
      const why = data.because ? [t(`timeline.because.${data.because as 'tap'}`)] : []
      return { what: data.channel ? t('timeline.opened', said) : t('timeline.openedPlain'), more: why }
    }
    case 'taken':
      return { what: t('timeline.taken', said), more: [] }
    case 'assigned':
      return { what: t(actor ? 'timeline.assigned' : 'timeline.assignedBySystem', said), more: [...before, ...note] }
    case 'taken_over':
      return { what: t('timeline.taken_over', said), more: before }
    case 'given_back':
      return {
        what: t(actor ? 'timeline.given_back' : 'timeline.givenBackBySystem', said),
        more: [...reason(data, t), ...(actor ? before : [])],
      }
    case 'moved': {
      const key = data.reason ? 'movedBySystem' : data.agent ? 'movedToAgent' : 'moved'
      const from = data.reason ? reason(data, t) : [t('timeline.from', { place: place(t, data.fromQueue) })]
      return { what: t(`timeline.${key}`, { ...said, place: to }), more: [...from, ...before, ...note] }
    }
    case 'transferred_out':
      return {
        what: t('timeline.transferred_out', { ...said, place: to }),
        more: [...(data.agent ? [t('timeline.toAgent', { name: data.agent.name })] : []), ...note],
      }
    case 'transferred_in':
      return {
        what: t('timeline.transferred_in', { ...said, place: place(t, data.fromQueue, data.fromCampaign) }),
        more: [...(data.agent ? [t('timeline.toAgent', { name: data.agent.name })] : []), ...note],
      }
    case 'merged':
      return { what: t('timeline.merged', { number: data.ticket?.number ?? '' }), more: [] }
    case 'undone':
    case 'template_sent':
    case 'channel_joined':
      return { what: t(`timeline.${kind}`, said), more: [] }
    case 'tapped':
      return { what: t('timeline.tapped', said), more: data.template ? [t('timeline.tappedOf', said)] : [] }
    case 'channel_ended':
      return { what: t('timeline.channel_ended', said), more: because(data, t) }
    case 'closed': {
      const system = data.because !== 'agent'
      const more = [...(system ? because(data, t) : []), ...(data.disposition ? [data.disposition] : []), ...note]
      return { what: t(actor && !system ? 'timeline.closed' : 'timeline.closedBySystem', said), more }
    }
  }
}

function reason({ reason: why, fromAgent, fromQueue }: TicketEvent['data'], t: T): string[] {
  if (why === undefined || why === 'by_hand' || why === 'distribution') return []
  return [t(`timeline.reason.${why}`, { name: fromAgent?.name ?? '', queue: fromQueue?.name ?? '' })]
}

/** TK-10: the words that stand where the composer stood, too. */
const because = (data: TicketEvent['data'], t: T): string[] =>
  data.because ? [t(`workspace:closeReason.${data.because as 'opt_out'}`)] : []
