import { explainRefusal, REFUSED_AT_ONCE } from '../../rules/template-refusal.ts'
import type { Lang } from '../../rules/template.ts'
import type { Outputs } from '../api.ts'
import type { IconName } from '../ui/icon.tsx'
import type { Tone } from '../ui/status-badge.tsx'

type Notification = Pick<Outputs['notifications']['list']['items'][number], 'kind' | 'data'>

const looks: Record<Notification['kind'], { tone: Tone; icon: IconName }> = {
  alarm_opened: { tone: 'red', icon: 'warning' },
  request_received: { tone: 'blue', icon: 'inbox' },
  request_resent: { tone: 'blue', icon: 'inbox' },
  correction_asked: { tone: 'amber', icon: 'pencil' },
  request_approved: { tone: 'green', icon: 'check' },
  request_declined: { tone: 'red', icon: 'x' },
  channel_interrupted: { tone: 'red', icon: 'warning' },
  channel_recovered: { tone: 'green', icon: 'check' },
  channel_warned: { tone: 'amber', icon: 'warning' },
  template_paused: { tone: 'amber', icon: 'pause' },
  template_recategorised: { tone: 'violet', icon: 'info' },
  channel_active: { tone: 'green', icon: 'check' },
  channel_stuck: { tone: 'red', icon: 'warning' },
  template_decided: { tone: 'green', icon: 'check' },
  approval_asked: { tone: 'blue', icon: 'inbox' },
  approval_decided: { tone: 'green', icon: 'check' },
  approval_commented: { tone: 'violet', icon: 'info' },
  messages_cancelled: { tone: 'amber', icon: 'warning' },
  mentioned: { tone: 'blue', icon: 'chat' },
  template_changed: { tone: 'violet', icon: 'info' },
}

/** What was asked of a template and not taken (TP-6); once it was told as a change. */
const REFUSED = new Map<unknown, string>([
  ['EDIT_REFUSED', 'bell.template_edit_refused'],
  ['DELETE_REFUSED', 'bell.template_delete_refused'],
])

export function lookOf({ kind, data }: Notification): { tone: Tone; icon: IconName } {
  if (REFUSED.has(data['statusWord'])) return { tone: 'red', icon: 'x' }
  if (kind === 'template_decided' && data['status'] === 'rejected') return { tone: 'red', icon: 'x' }
  if (kind === 'approval_decided' && data['decision'] !== 'approve') return { tone: 'amber', icon: 'pencil' }
  return looks[kind]
}

/** Key in ui.json of the sentence; the notification's data fill it. */
export function wordsOf({ kind, data }: Notification): string {
  if (kind === 'alarm_opened') return `alarms:kind.${String(data['alarm'])}.words`
  if (kind === 'messages_cancelled')
    return typeof data['contact'] === 'string' ? 'bell.messages_cancelled_for' : 'bell.messages_cancelled'
  if (kind === 'approval_asked') return data['count'] === undefined ? 'bell.approval_asked' : 'bell.approval_asked_all'
  if (kind === 'approval_decided') return `bell.approval_decided.${String(data['decision'])}`
  const refused = REFUSED.get(data['statusWord'])
  if (refused) return refused
  if (kind !== 'template_decided') return `bell.${kind}`
  return data['status'] === 'rejected' ? 'bell.template_rejected' : 'bell.template_approved'
}

/** What was said beside it; of what was refused at once, in plain words. */
export function saidOf({ data }: Notification, lang: Lang): string | undefined {
  const { reason, text, warning, error, statusWord } = data
  if (typeof reason === 'string' && REFUSED_AT_ONCE.has(statusWord)) return explainRefusal(reason, lang)
  return [reason, text, warning, error].find((each) => typeof each === 'string')
}

/** The page where something can be done about it. */
export function leadsTo({ kind, data: { channelId, templateId, ticketId, page } }: Notification): string | null {
  if (kind === 'alarm_opened') return typeof page === 'string' ? page : null
  if (kind === 'messages_cancelled' || kind === 'mentioned')
    return typeof ticketId === 'string' ? `/workspace?ticket=${ticketId}` : '/workspace'
  if (typeof page === 'string') return page
  if (kind === 'request_declined') return '/canales/anteriores'
  if (kind === 'request_received' || kind === 'request_resent' || kind === 'channel_stuck') {
    return typeof channelId === 'string' ? `/solicitudes/${channelId}` : null
  }
  if (typeof templateId === 'string') return `/plantillas/${templateId}`
  return typeof channelId === 'string' ? `/canales/${channelId}` : null
}
