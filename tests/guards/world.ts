import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import { randomBytes } from 'node:crypto'
import type { Standing } from '../../src/contract/permissions.ts'
import { newId } from '../../src/server/database/id.ts'
import { tokenHashOf } from '../../src/server/features/people/invitation-link.ts'
import { makeDisposition, makeQueue } from '../support/campaigns.ts'
import { makeActiveChannel, makeApprovedTemplate, makePendingChannel } from '../support/channels.ts'
import { makeCompany, makeOperator, makePerson, makeUser, type TestPerson } from '../support/people.ts'
import type { TestServer } from '../support/test-server.ts'
import { makeContact, makeTicket } from '../support/tickets.ts'

/** A company with one of everything that a route can name, and somebody who calls. */
export interface World {
  caller: TestPerson
  companyId: string
  campaignId: string
  queueId: string
  dispositionId: string
  channelId: string
  pendingChannelId: string
  templateId: string
  draftId: string
  /** What of that draft was asked for (TP-10). */
  editionId: string
  contactId: string
  /** A pair of contacts that may be one person. */
  duplicateId: string
  otherContactId: string
  /** Its number, in digits. */
  contactLine: string
  importId: string
  /** Held by the caller, if they are in the company. */
  ticketId: string
  waitingTicketId: string
  /** Of the contact, in the ticket that waits. */
  messageId: string
  /** The file of that message, not fetched. */
  mediaId: string
  /** An event that could not be handled. */
  setAsideId: string
  /** A send without answer. */
  interactionId: string
  /** Its message, on its way. */
  outgoingId: string
  /** Another member, an agent. */
  personId: string
  savedAnswerId: string
  invitationId: string
  invitationToken: string
}

export async function makeWorld(server: TestServer, standing: Standing): Promise<World> {
  const { id: companyId, defaultCampaignId: campaignId } = await makeCompany(server)
  const caller = await makeCaller(server, companyId, standing)
  const person = await makePerson(server, { companyId, role: 'agent' })
  const channel = await makeActiveChannel(server, { companyId, requestedBy: person.userId })
  const channelId = channel.id
  const members = standing.role === null ? [person] : [caller, person]
  const { id: queueId } = await makeQueue(server, {
    companyId,
    campaignId,
    channels: [channelId],
    agents: members.map(({ userId }) => userId),
  })
  const place = { companyId, campaignId, queueId, channelId }
  const agentId = members[0]!.userId
  const { id: contactId, phone } = await makeContact(server, { companyId })
  const waiting = await makeTicket(server, place)
  return {
    ...place,
    caller,
    contactId,
    contactLine: phone.slice(1),
    ...(await makeDuplicate(server, companyId, contactId)),
    importId: await makeImport(server, { companyId, createdBy: agentId }),
    personId: person.userId,
    savedAnswerId: await makeSavedAnswer(server, { companyId, createdBy: agentId }),
    dispositionId: (await makeDisposition(server, place)).id,
    pendingChannelId: (await makePendingChannel(server, { companyId, requestedBy: person.userId })).id,
    templateId: (await makeApprovedTemplate(server, { companyId, channel, assignedTo: [place], createdBy: agentId }))
      .id,
    ...(await makeDraft(server, { companyId, channelId, savedBy: agentId })),
    ticketId: (await makeTicket(server, { ...place, agentId })).id,
    waitingTicketId: waiting.id,
    messageId: waiting.messageId,
    mediaId: await makeMedia(server, { companyId, messageId: waiting.messageId }),
    setAsideId: await makeSetAside(server, place),
    ...(await makeSend(server, { ...place, contactId, senderId: agentId })),
    ...(await makeInvitation(server, companyId)),
  }
}

function makeCaller(server: TestServer, companyId: string, standing: Standing): Promise<TestPerson> {
  const { role, agentMode, isOperator } = standing
  if (role !== null) return makePerson(server, { companyId, role, agentMode })
  return isOperator ? makeOperator(server) : makeUser(server, {})
}

async function makeDraft(
  server: TestServer,
  given: { companyId: string; channelId: string; savedBy: string },
): Promise<{ draftId: string; editionId: string }> {
  const [draftId, editionId] = [newId(), newId()]
  const { companyId, channelId, savedBy } = given
  await server.sql(
    `insert into template_draft (company_id, id, channel_id, content, saved_by) values ($1, $2, $3, '{"step":0}', $4)`,
    [companyId, draftId, channelId, savedBy],
  )
  await server.sql(
    `insert into template_edition (company_id, id, channel_id, draft_id, content, author_id, state)
     values ($1, $2, $3, $4, $5, $6, 'asked')`,
    [companyId, editionId, channelId, draftId, JSON.stringify(aForm()), savedBy],
  )
  return { draftId, editionId }
}

async function makeImport(server: TestServer, given: { companyId: string; createdBy: string }): Promise<string> {
  const id = newId()
  await server.sql(
    `insert into contact_import (company_id, id, file_name, bytes, encoding, delimiter, headings, state, created_by, created_by_name)
     values ($1, $2, 'lista.csv', 10, 'utf-8', ',', '[]', 'checked', $3, 'Ana')`,
    [given.companyId, id, given.createdBy],
  )
  return id
}

async function makeSavedAnswer(server: TestServer, given: { companyId: string; createdBy: string }): Promise<string> {
  const id = newId()
  await server.sql(
    `insert into saved_answer (company_id, id, shortcut, title, text, created_by) values ($1, $2, 'hola', 'Saludo', 'Hola', $3)`,
    [given.companyId, id, given.createdBy],
  )
  await server.sql(`insert into saved_answer_place (company_id, answer_id, shortcut) values ($1, $2, 'hola')`, [
    given.companyId,
    id,
  ])
  return id
}

async function makeDuplicate(
  server: TestServer,
  companyId: string,
  contactId: string,
): Promise<{ duplicateId: string; otherContactId: string }> {
  const id = newId()
  const other = await makeContact(server, { companyId })
  await server.sql(
    `insert into possible_duplicate (company_id, id, contact_id, other_id, cause, first_seen_at, last_seen_at)
     values ($1, $2, $3, $4, 'phone', now(), now())`,
    [companyId, id, contactId, other.id],
  )
  return { duplicateId: id, otherContactId: other.id }
}

async function makeSetAside(server: TestServer, given: { companyId: string; channelId: string }): Promise<string> {
  const id = newId()
  await server.sql(
    `insert into event_set_aside (id, company_id, channel_id, reason, raw) values ($1, $2, $3, 'not JSON', 'hola')`,
    [id, given.companyId, given.channelId],
  )
  return id
}

async function makeMedia(server: TestServer, given: { companyId: string; messageId: string }): Promise<string> {
  const id = newId()
  await server.sql(
    `insert into media (company_id, id, message_id, kind, state, error, expires_at)
     values ($1, $2, $3, 'image', 'failed', 'too_large', now() + interval '7 days')`,
    [given.companyId, id, given.messageId],
  )
  return id
}

interface Send {
  companyId: string
  campaignId: string
  queueId: string
  channelId: string
  contactId: string
  senderId: string
}

async function makeSend(server: TestServer, given: Send): Promise<{ interactionId: string; outgoingId: string }> {
  const { companyId, campaignId, queueId, channelId, contactId, senderId } = given
  const [id, outgoingId] = [newId(), newId()]
  await server.sql(
    `insert into interaction (company_id, id, channel_id, contact_id, campaign_id, queue_id, begun_by, sender_id, opened_at, last_activity_at)
     values ($1, $2, $3, $4, $5, $6, 'us', $7, now(), now())`,
    [companyId, id, channelId, contactId, campaignId, queueId, senderId],
  )
  await server.sql(
    `insert into message (company_id, id, channel_id, contact_id, interaction_id, direction, kind, text, at, status, sender_id)
     values ($1, $2, $3, $4, $5, 'out', 'template', 'Hola', now(), 3, $6)`,
    [companyId, outgoingId, channelId, contactId, id, senderId],
  )
  return { interactionId: id, outgoingId }
}

async function makeInvitation(
  server: TestServer,
  companyId: string,
): Promise<{ invitationId: string; invitationToken: string }> {
  const invitationId = newId()
  const invitationToken = randomBytes(32).toString('base64url')
  await server.sql(
    `insert into invitation (company_id, id, email, name, role, token_hash, expires_at)
     values ($1, $2, $3, 'Invitada', 'agent', $4, now() + interval '1 hour')`,
    [companyId, invitationId, `${invitationId}@example.com`, tokenHashOf(invitationToken)],
  )
  return { invitationId, invitationToken }
}
