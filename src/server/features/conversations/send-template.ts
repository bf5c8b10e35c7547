import { sentence } from '../../../contract/problems.ts'
import { blanksOf, checkSend, checkValue } from '../../../rules/parameter-values.ts'
import { valueKeys } from '../../../rules/parameters.ts'
import type { Lang, TemplateContent } from '../../../rules/template.ts'
import { contentOf } from '../../../rules/template-form.ts'
import { renderTemplate } from '../../../rules/template-preview.ts'
import { urlValue } from '../../../rules/url-value.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { announce } from '../../live/announce.ts'
import { wakeOutbox } from '../../pipeline/outbound/outbox-store.ts'
import { announceSends } from '../../pipeline/seen.ts'
import { Refusal } from '../../refusal.ts'
import { lockActiveChannel } from '../channels/lock-active-channel.ts'
import { doerOf } from '../audit/record.ts'
import { findOrMakeContact, type Recipient } from '../contacts/find-or-make-contact.ts'
import { requireNumber } from '../contacts/require-number.ts'
import { keepContacts } from '../contacts/stand-still.ts'
import { getSeenFile } from '../files/see-file.ts'
import { type UsedFile, useFile } from '../files/use-file.ts'
import { safeName } from '../media/form.ts'
import { announceTicket } from '../tickets/announce-ticket.ts'
import { recordTicketEvent } from '../tickets/ticket-events.ts'
import { getSendable, type Sendable } from '../templates/sendable-templates.ts'
import { findOpenTicket, openInteraction, touchTicket } from './interaction-store.ts'
import { findByClientKey, insertOutgoing } from './message-store.ts'
import { refuseForeignQueue } from './places.ts'

interface Send {
  clientKey: string
  campaignId: string
  queueId: string
  templateId: string
  to: Recipient
  values: Record<string, string>
  fileId?: string | undefined
  fileName?: string | undefined
}

/** WS-1: asks everything, stores the message as the outbox, and answers the same however often the same key comes. */
export async function sendTemplate(ctx: Ctx, input: Send) {
  const companyId = companyOf(ctx.actor)
  const sent = await ctx.inTenant((tx) => findByClientKey(tx, companyId, input.clientKey))
  if (sent) return sent
  const made = await ctx.inTenant((tx) => make(ctx, tx, companyId, input))
  if (made) return made
  // Another request with this key was a moment faster; ours left nothing behind.
  return ctx.inTenant(async (tx) => (await findByClientKey(tx, companyId, input.clientKey))!)
}

async function make(ctx: Ctx, tx: Tx, companyId: string, input: Send) {
  const { campaignId, queueId, values } = input
  await keepContacts(tx, [companyId])
  await refuseForeignQueue(tx, ctx, campaignId, queueId)
  const template = await getSendable(tx, { companyId, campaignId, queueId, templateId: input.templateId })
  await lockActiveChannel(tx, companyId, template.channelId)
  const contact = await findOrMakeContact(tx, ctx, input.to)
  if (template.category === 'MARKETING' && contact.optedOut) throw new Refusal('opted_out')
  await requireNumber(tx, companyId, contact.id)
  const content = contentOf(template)
  const faults = faultsOf(template, content, values, ctx.lang)
  if (faults.length > 0)
    throw new Refusal(
      'values_invalid',
      {},
      faults.map((f) => ({ ...f, field: `values.${f.field}` })),
    )

  const file = await attachedTo(tx, ctx, template, input)

  const exchange = { companyId, contactId: contact.id, channelId: template.channelId, campaignId }
  const ticket = await findOpenTicket(tx, exchange)
  const interaction = await openInteraction(tx, exchange, {
    queueId,
    ticketId: ticket?.id ?? null,
    senderId: ctx.actor.userId,
  })
  const shown = renderTemplate(content, values)
  const messageId = await insertOutgoing(tx, {
    companyId,
    channelId: template.channelId,
    contactId: contact.id,
    interactionId: interaction.id,
    queueId,
    senderId: ctx.actor.userId,
    clientKey: input.clientKey,
    kind: 'template',
    text: shown.body,
    content: {
      header: shown.header ?? null,
      footer: shown.footer ?? null,
      buttons: template.buttons.map((button, at) => ({ ...button, ...shown.buttons[at] })),
      templateName: template.displayName,
      ...(file && { file: { kind: file.kind, name: safeName(input.fileName) ?? file.file_name } }),
    },
    templateId: template.id,
    fileId: file?.id ?? null,
    params: valueKeys(content).map((key) => {
      const value = values[key] ?? ''
      return key.startsWith('url') ? urlValue(value) : value
    }),
  })
  if (messageId === null) return null
  if (interaction.ticketId !== null) {
    await touchTicket(tx, companyId, interaction.ticketId, shown.body)
    await recordTicketEvent(tx, doerOf(ctx), interaction.ticketId, 'template_sent', {
      template: template.displayName,
      channel: template.channelAlias,
    })
    await announceTicket(tx, companyId, interaction.ticketId)
  }
  await announce(tx, companyId, 'messages', interaction.ticketId ?? interaction.id)
  await announceSends(tx, companyId, [interaction.id])
  await wakeOutbox(tx, template.channelId)
  return { messageId, interactionId: interaction.id, ticketId: interaction.ticketId }
}

/** TP-9: what a template with picture, document or video goes out with, seen by its sender and of that kind. */
async function attachedTo(tx: Tx, ctx: Ctx, { type }: Sendable, { fileId }: Send): Promise<UsedFile | null> {
  if (type === 'TEXT') {
    if (fileId === undefined) return null
    throw new Refusal('invalid', {}, [{ field: 'fileId', message: 'this template takes no file' }])
  }
  if (fileId === undefined)
    throw new Refusal('file_missing', {}, [{ field: 'fileId', message: sentence('file_missing', ctx.lang) }])
  await getSeenFile(tx, ctx, fileId)
  return useFile(tx, { companyId: companyOf(ctx.actor), lang: ctx.lang }, { id: fileId, type, field: 'fileId' })
}

/** What hinders sending: of each value, and of the message that they make. */
function faultsOf(template: Sendable, content: TemplateContent, values: Record<string, string>, lang: Lang) {
  const ofValues = blanksOf(content, template.parameters, '').flatMap(({ key, parameter }) =>
    Object.hasOwn(values, key)
      ? checkValue(parameter, values[key] ?? '', lang).map((problem) => ({ ...problem, field: key }))
      : [],
  )
  return [...ofValues, ...checkSend(content, values, lang)].filter(({ severity }) => severity === 'error')
}
