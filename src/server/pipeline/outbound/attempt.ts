import { RANK } from '../../../rules/message-status.ts'
import { encodePostback } from '../../../rules/postback.ts'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { isSendable } from '../../../rules/template-status.ts'
import { type Provider, type ProviderApp, ProviderFault } from '../../provider/port.ts'
import type { Outcome, Outgoing } from './outbox-store.ts'

const TRIES_AT_MOST = 30

/** What no longer holds when the message is about to leave; null when it may go. */
export function objection(m: Outgoing, now: Date): { code: string; reason: string } | null {
  if (m.to === null) return { code: '131026', reason: 'the contact has no number' }
  if (m.kind === 'template') {
    if (m.templateProviderId === null || !isSendable(m.templateWord ?? '', m.templateActive ?? false, 'active')) {
      return { code: 'template_not_sendable', reason: 'the template is no longer approved and on' }
    }
    if (m.templateCategory === 'MARKETING' && m.optedOut)
      return { code: 'opted_out', reason: 'the contact opted out of marketing' }
    return null
  }
  return isWindowOpen(m.lastInboundAt, now) ? null : { code: '131047', reason: 'the 24-hour window closed' }
}

/** Hands one message to the provider and says how that ended. Never throws. */
export async function attempt(provider: Provider, app: ProviderApp, m: Outgoing): Promise<Outcome> {
  const to = m.to!.replace(/\D/g, '')
  try {
    const { messageId } =
      m.kind === 'template'
        ? await provider.sendTemplate(app, {
            to,
            templateId: m.templateProviderId!,
            params: m.params,
            postbacks: Array.from({ length: m.buttons }, (_, index) => encodePostback({ messageId: m.id, index })),
          })
        : await provider.sendSession(app, { to, text: m.text, ...(m.replyTo ? { replyTo: m.replyTo } : {}) })
    return { id: m.id, status: RANK.accepted, externalId: messageId }
  } catch (error) {
    return verdictOf(m, error)
  }
}

function verdictOf(m: Outgoing, error: unknown): Outcome {
  const fault = error instanceof ProviderFault ? error : new ProviderFault('uncertain', String(error))
  const told = { ...(fault.code === undefined ? {} : { code: fault.code }), reason: fault.message }
  switch (fault.verdict) {
    case 'refused':
      return { id: m.id, status: RANK.failed, ...told }
    case 'uncertain':
      return { id: m.id, status: RANK.uncertain, ...told }
    case 'busy':
    case 'never_sent': {
      if (m.attempts >= TRIES_AT_MOST) return { id: m.id, status: RANK.failed, code: 'gave_up', reason: fault.message }
      const wait = fault.retryAfterMs ?? Math.min(1000 * 2 ** (m.attempts - 1), 60_000)
      return { id: m.id, status: RANK.waiting, notBefore: new Date(Date.now() + wait), ...told }
    }
  }
}
