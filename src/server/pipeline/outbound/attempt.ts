import { RANK } from '../../../rules/message-status.ts'
import { encodePostback } from '../../../rules/postback.ts'
import { isWindowOpen } from '../../../rules/service-window.ts'
import { type Cause, causeOfFault } from '../../../rules/interruption.ts'
import { heldTooLong } from '../../../rules/held-message.ts'
import { isUserId } from '../../../rules/phone.ts'
import { isSendable } from '../../../rules/template-status.ts'
import { about } from '../../provider/about.ts'
import {
  type Provider,
  type ProviderApp,
  ProviderFault,
  type SessionMedia,
  type TemplateHeader,
} from '../../provider/port.ts'
import type { Outcome, Outgoing } from './outbox-store.ts'

const TRIES_AT_MOST = 30
/** Until the interruption that follows stands in the database, and a little longer. */
const ILL_MS = 5_000
/** WhatsApp's code for too many messages to one person: only that person's wait. */
const PAIR_LIMIT = '131056'

export interface Objection {
  code: string
  reason: string
}

/** What no longer holds when the message is about to leave; null when it may go. */
export function objection(m: Outgoing, now: Date, heldHours: number): Objection | null {
  if (heldTooLong(m, now, heldHours)) return { code: 'held_too_long', reason: 'an interruption held it for too long' }
  if (m.to === null) return { code: '131026', reason: 'the contact has no number' }
  if (m.kind === 'template') {
    if (m.templateProviderId === null || !isSendable(m.templateWord ?? '', m.templateActive ?? false, 'active')) {
      return { code: 'template_not_sendable', reason: 'the template is no longer approved and on' }
    }
    // What its sender saw, and the values that were given, are those of the old text (WS-1).
    if (m.templateEdited) return { code: 'template_edited', reason: 'the template was edited since' }
    if (m.templateCategory === 'MARKETING' && m.optedOut)
      return { code: 'opted_out', reason: 'the contact opted out of marketing' }
    return null
  }
  return isWindowOpen(m.lastInboundAt, now) ? null : { code: '131047', reason: 'the 24-hour window closed' }
}

export interface Attempted {
  outcome: Outcome
  /** The channel had better pause for so many ms: the provider said so, or is not there. */
  holdMs?: number
  /** Why the whole number cannot send, where that is what the fault says. */
  cause?: Cause
}

/** Hands one message to the provider and says how that ended. Never throws.
 *  @param onLeaving called when it begins to leave
 *  @param mediaId under which the provider has its file, if it brings one */
export async function attempt(
  provider: Provider,
  app: ProviderApp,
  m: Outgoing,
  onLeaving: () => void,
  mediaId?: string,
): Promise<Attempted> {
  const to = isUserId(m.to!) ? m.to! : m.to!.replace(/\D/g, '')
  const template = m.templateId === null ? {} : { templateId: m.templateId }
  try {
    const { messageId } = await about(
      { companyId: m.companyId, channelId: m.channelId, messageId: m.id, ...template },
      () =>
        m.kind === 'template'
          ? provider.sendTemplate(app, {
              to,
              onLeaving,
              templateId: m.templateProviderId!,
              params: m.params,
              ...(m.file && mediaId !== undefined && { header: headerOf(m.file, mediaId) }),
              oneTimeCode: m.templateCategory === 'AUTHENTICATION',
              postbacks: Array.from({ length: m.quickReplies }, (_, index) =>
                encodePostback({ messageId: m.id, index }),
              ),
            })
          : provider.sendSession(app, {
              to,
              onLeaving,
              text: m.text,
              ...(m.file && mediaId !== undefined && { media: mediaOf(m.file, mediaId) }),
              ...(m.replyTo && { replyTo: m.replyTo }),
            }),
    )
    return { outcome: { ...keyOf(m), status: RANK.accepted, externalId: messageId } }
  } catch (error) {
    return verdictOf(m, error)
  }
}

type OutgoingFile = NonNullable<Outgoing['file']>

/** Its name has the ending of its type since it was written. */
function mediaOf({ kind, name }: OutgoingFile, mediaId: string): SessionMedia {
  const source = { mediaId }
  return kind === 'document' ? { kind, source, fileName: name } : { kind, source }
}

function headerOf({ kind, name }: OutgoingFile, mediaId: string): TemplateHeader {
  const source = { mediaId }
  if (kind === 'audio') throw new ProviderFault('refused', 'no template has sound', { code: 'file_refused' })
  // WhatsApp shows a document under this name, and opens it by its ending (MED-16).
  return kind === 'document'
    ? { kind, source, fileName: /\.pdf$/i.test(name) ? name : `${name}.pdf` }
    : { kind, source }
}

/** What a fault means for the message. */
export function verdictOf(m: Outgoing, error: unknown): Attempted {
  const fault = error instanceof ProviderFault ? error : new ProviderFault('uncertain', String(error))
  const told = { ...keyOf(m), ...(fault.code === undefined ? {} : { code: fault.code }), reason: fault.message }
  // Credentials, the wallet, a locked account are not the message's fault: it waits until that is mended (BU-2).
  const cause = fault.verdict === 'refused' ? causeOfFault(fault.code) : null
  const verdict = cause === null ? fault.verdict : 'busy'
  switch (verdict) {
    case 'refused':
      return { outcome: { ...told, status: RANK.failed } }
    case 'uncertain':
      return { outcome: { ...told, status: RANK.uncertain } }
    case 'busy':
    case 'never_sent': {
      const backoff = Math.min(1000 * 2 ** (m.attempts - 1), 60_000)
      const hold = {
        ...(fault.code !== PAIR_LIMIT && { holdMs: cause === null ? holdOf(fault, backoff) : ILL_MS }),
        ...(cause !== null && { cause }),
      }
      if (m.attempts >= TRIES_AT_MOST) return { outcome: { ...told, status: RANK.failed, code: 'gave_up' }, ...hold }
      const notBefore = new Date(
        Date.now() + Math.max(fault.retryAfterMs ?? 0, fault.code === PAIR_LIMIT ? 6000 : backoff),
      )
      return { outcome: { ...told, status: RANK.waiting, notBefore }, ...hold }
    }
  }
}

function holdOf(fault: ProviderFault, backoff: number): number {
  return fault.verdict === 'busy' ? (fault.retryAfterMs ?? 1000) : Math.min(backoff, 5000)
}

const keyOf = ({ companyId, channelId, id }: Outgoing) => ({ companyId, channelId, id })
