import type * as z from 'zod'
import type { Message } from '../../../contract/workspace.ts'
import { explainError } from '../../../rules/message-errors.ts'
import { mendOf } from '../../../rules/message-mend.ts'
import { RANK, statusName } from '../../../rules/message-status.ts'
import type { Lang } from '../../../rules/template.ts'
import { presentMedia } from '../media/present-media.ts'
import { type Beside, keysOf } from './beside-store.ts'
import type { MessageRecord } from './thread-store.ts'

type Shown = z.infer<typeof Message>

export function presentMessage(m: MessageRecord, { quotes, reactions }: Beside, lang: Lang): Shown {
  const status = m.status === null ? null : statusName(m.status)
  return {
    id: m.id,
    direction: m.direction,
    kind: m.kind,
    text: m.text,
    content: m.content && withoutAddress(m.content),
    at: m.at.toISOString(),
    status,
    failure: failureOf(m, lang),
    sender: m.sender_id === null ? null : { id: m.sender_id, name: m.sender_name ?? '' },
    channelAlias: m.channel_alias,
    media: m.media && presentMedia(m.media, lang),
    loose: m.loose,
    quote: quotes.get(m.id) ?? null,
    reactions: keysOf(m).flatMap((key) => reactions.get(key) ?? []),
    mend: status && mend(m, status),
  }
}

function mend(m: MessageRecord, status: NonNullable<Shown['status']>): Shown['mend'] {
  if (m.settled_by === null && status !== 'failed' && status !== 'cancelled' && status !== 'uncertain') return null
  const { retry, who } = mendOf({
    status,
    code: m.error_code,
    echo: m.content?.['echo'] === true,
    hoursAgo: (Date.now() - m.at.getTime()) / 3_600_000,
  })
  return {
    retry: m.retried_as === null ? retry : 'retried',
    who,
    retriedAs: m.retried_as,
    settledBy: m.settled_by,
  }
}

/** Where the provider keeps a file is for us alone. */
const withoutAddress = ({ url: _url, urlExpiresAt: _end, ...rest }: Record<string, unknown>) => rest

const OWN_REASONS: Record<string, Record<Lang, string>> = {
  channel_off: {
    es: 'El número se desactivó antes de enviarlo.',
    en: 'The number was switched off before it was sent.',
  },
  channel_deleted: { es: 'El canal se eliminó antes de enviarlo.', en: 'The channel was deleted before it was sent.' },
  campaign_off: {
    es: 'La campaña se desactivó antes de enviarlo.',
    en: 'The campaign was switched off before it was sent.',
  },
  campaign_deleted: {
    es: 'La campaña se eliminó antes de enviarlo.',
    en: 'The campaign was deleted before it was sent.',
  },
  template_deleted: {
    es: 'La plantilla se eliminó antes de enviarlo.',
    en: 'The template was deleted before it was sent.',
  },
  template_edited: {
    es: 'La plantilla se editó después de prepararlo. Mírala y envíalo otra vez.',
    en: 'The template was edited after this was made. Look at it and send it again.',
  },
  template_not_sendable: {
    es: 'La plantilla ya no estaba aprobada y activa.',
    en: 'The template was no longer approved and on.',
  },
  held_too_long: {
    es: 'El número estuvo interrumpido demasiado tiempo. Si todavía hace falta, envíalo otra vez.',
    en: 'The number was interrupted for too long. If it is still needed, send it again.',
  },
  file_missing: {
    es: 'El archivo ya no está guardado. Adjúntalo y envíalo otra vez.',
    en: 'The file is kept no more. Attach it and send it again.',
  },
  opted_out: { es: 'El contacto pidió no recibir marketing.', en: 'The contact asked not to get marketing.' },
  gave_up: {
    es: 'Gupshup no respondió después de muchos intentos. Envíalo otra vez.',
    en: 'Gupshup did not answer after many tries. Send it again.',
  },
}

function failureOf(m: MessageRecord, lang: Lang): string | null {
  if (m.status !== RANK.failed && m.status !== RANK.cancelled) return null
  if (m.error_code === null) return m.error_text
  return OWN_REASONS[m.error_code]?.[lang] ?? explainError(m.error_code, lang, m.error_text ?? undefined).meaning
}
