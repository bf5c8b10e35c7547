import { aForm } from '../../src/server/features/templates/template-form.test-support.ts'
import type { World } from './world.ts'

/** A well-formed call: what stands between the braces of the path, and the rest. */
export interface Input {
  path?: Record<string, string>
  query?: Record<string, string>
  body?: object
  /** Ids in the body that may be gone meanwhile; those of another company count as gone and are left alone. */
  mayBeGone?: string[]
}

const clientKey = '6f0f6c0e-5f0a-4c43-9d53-6e1f4a1b7c11'
const step = { content: { displayName: 'A medias', step: 1 } }
const channelRequest = {
  businessName: 'Ferretería El Cerro',
  legalName: 'El Cerro S.A.C.',
  taxId: '20999999990',
  country: 'PE',
  address: null,
  website: null,
  email: 'contacto@example.com',
  vertical: 'RETAIL',
  about: null,
  description: null,
  firstName: 'Rosa',
  lastName: 'Campos',
  personEmail: 'rosa.campos@example.com',
  personPhone: '+51 900 000 778',
  position: null,
}
const { businessName: _fixed, ...registered } = channelRequest
const channelData = { ...registered, alias: 'Ventas', website2: null }
const profile = {
  name: 'Ferretería El Cerro',
  legalName: null,
  taxId: null,
  country: 'PE',
  address: null,
  website: null,
  email: null,
  timeZone: 'America/Lima',
}
const queueForm = ({ channelId, personId }: World) => ({
  name: 'Cola nueva',
  channelIds: [channelId],
  agentIds: [personId],
})
const shown = ({ queueId }: World) => ({
  interactionsWithTicket: 99,
  sendsWithoutAnswer: 99,
  ticketsThatClose: 99,
  waitingMessages: 99,
  queues: [{ id: queueId, name: 'Cola', campaignName: 'General' }],
})

const queueShown = ({ channelId }: World) => ({
  waiting: 99,
  held: 99,
  moves: [{ queueId: null, name: null, tickets: 99 }],
  sendsWithoutAnswer: 99,
  channels: [{ id: channelId, alias: 'Tienda', entry: true, next: null }],
  templates: 99,
})
const campaignShown = ({ queueId, channelId }: World) => ({
  queues: [{ id: queueId, name: 'Cola' }],
  channels: [{ id: channelId, alias: 'Tienda', entry: true, next: null }],
  tickets: 99,
  sendsWithoutAnswer: 99,
  waitingMessages: 99,
  templates: 99,
  nextDefault: null,
})

/** Every route of the contract with a call that its permitted callers may make. */
export const inputs: Record<string, (w: World) => Input> = {
  'GET /about': () => ({}),
  'GET /session': () => ({}),
  'POST /session/company': (w) => ({ body: { companyId: w.companyId } }),
  'GET /notifications': () => ({}),
  'GET /notifications/preferences': () => ({}),
  'PUT /notifications/preferences': () => ({ body: { kind: 'messages_cancelled', bell: true, mail: true } }),
  'POST /notifications/read': () => ({ body: {} }),

  'GET /people': () => ({}),
  'PATCH /people/{userId}': (w) => ({ path: { userId: w.personId }, body: { active: true } }),
  'POST /people/{userId}/ownership': (w) => ({ path: { userId: w.personId }, body: {} }),
  'GET /invitations': () => ({}),
  'POST /invitations': () => ({ body: { name: 'Iris Vega', email: 'iris.vega@example.com', role: 'agent' } }),
  'DELETE /invitations/{id}': (w) => ({ path: { id: w.invitationId } }),
  'GET /invitation-links/{token}': (w) => ({ path: { token: w.invitationToken } }),
  'POST /invitation-links/{token}': (w) => ({
    path: { token: w.invitationToken },
    body: { name: 'Iris Vega', password: 'tres gatos en la azotea' },
  }),

  'GET /company': () => ({}),
  'PUT /company': () => ({ body: profile }),
  'GET /company/settings': () => ({}),
  'PUT /company/settings': () => ({ body: { optOutWords: ['BAJA', 'STOP'] } }),
  'GET /operator/companies': () => ({ query: { limit: '10' } }),
  'PUT /operator/companies/{companyId}/note': (w) => ({
    path: { companyId: w.companyId },
    body: { note: 'Paga por trimestre' },
  }),
  'POST /operator/companies/{companyId}/owner-invitation': (w) => ({
    path: { companyId: w.companyId },
    body: { ownerName: 'Rosa Campos', ownerEmail: 'rosa.campos@example.com' },
  }),
  'POST /operator/companies': () => ({
    body: { name: 'Ferretería El Cerro', ownerName: 'Rosa Campos', ownerEmail: 'rosa.campos@example.com' },
  }),

  'GET /channels': () => ({ query: { limit: '10' } }),
  'GET /channels/{id}': (w) => ({ path: { id: w.channelId } }),
  'GET /channel-requests/defaults': () => ({}),
  'POST /channel-requests': () => ({ body: channelRequest }),
  'GET /channel-requests': () => ({ query: { limit: '10' } }),
  'GET /channel-requests/{id}': (w) => ({ path: { id: w.pendingChannelId } }),
  'PUT /channel-requests/{id}': (w) => ({ path: { id: w.pendingChannelId }, body: channelRequest }),
  'DELETE /channel-requests/{id}': (w) => ({ path: { id: w.pendingChannelId } }),
  'PUT /channels/{id}': (w) => ({ path: { id: w.channelId }, body: { ...channelData, version: 1 } }),
  'POST /channels/{id}/deletion': (w) => ({
    path: { id: w.channelId },
    body: { identifier: '+51900000000', shown: shown(w) },
  }),
  'GET /channels/{id}/switch-off': (w) => ({ path: { id: w.channelId } }),
  'POST /channels/{id}/switch-off': (w) => ({ path: { id: w.channelId }, body: { shown: shown(w) } }),
  'POST /channels/{id}/switch-on': (w) => ({ path: { id: w.channelId }, body: {} }),
  'GET /channels/{id}/missed': (w) => ({ path: { id: w.channelId } }),
  'POST /channels/{id}/missed': (w) => ({ path: { id: w.channelId }, body: {} }),
  'POST /channels/{id}/sign-up-link': (w) => ({ path: { id: w.pendingChannelId }, body: {} }),
  'GET /operator/requests': () => ({ query: { state: 'all' } }),
  'GET /operator/requests/{channelId}': (w) => ({ path: { channelId: w.pendingChannelId } }),
  'POST /operator/requests/{channelId}/take': (w) => ({ path: { channelId: w.pendingChannelId }, body: {} }),
  'POST /operator/requests/{channelId}/approve': (w) => ({ path: { channelId: w.pendingChannelId }, body: {} }),
  'POST /operator/requests/{channelId}/correction': (w) => ({
    path: { channelId: w.pendingChannelId },
    body: { text: 'Falta la dirección' },
  }),
  'POST /operator/requests/{channelId}/decline': (w) => ({
    path: { channelId: w.pendingChannelId },
    body: { reason: 'No es su empresa' },
  }),
  'POST /operator/requests/{channelId}/by-hand': (w) => ({
    path: { channelId: w.pendingChannelId },
    body: { number: '+51 900 000 999', appId: 'app-1', appName: 'NoSuchApp', apiKey: 'no-such-key' },
  }),
  'POST /operator/requests/{channelId}/resume': (w) => ({ path: { channelId: w.pendingChannelId }, body: {} }),

  'GET /channels/{id}/health': (w) => ({ path: { id: w.channelId } }),
  'POST /channels/{id}/hook/renewal': (w) => ({ path: { id: w.channelId }, body: {} }),
  'GET /channels/{id}/set-aside': (w) => ({ path: { id: w.channelId } }),
  'POST /set-aside/{id}/replay': (w) => ({ path: { id: w.setAsideId }, body: {} }),
  'GET /set-aside/{id}': (w) => ({ path: { id: w.setAsideId } }),
  'GET /channels/{id}/exchanges': (w) => ({ path: { id: w.channelId } }),
  'GET /templates/{id}/exchanges': (w) => ({ path: { id: w.templateId } }),
  'GET /messages/{id}/exchanges': (w) => ({ path: { id: w.messageId } }),
  'GET /operator/health': () => ({ query: { limit: '10' } }),
  'POST /operator/channels/{channelId}/interruption': (w) => ({
    path: { channelId: w.channelId },
    body: { reason: 'Revisión' },
  }),
  'DELETE /operator/channels/{channelId}/interruption': (w) => ({ path: { channelId: w.channelId } }),
  'POST /operator/channels/{channelId}/check': (w) => ({ path: { channelId: w.channelId }, body: {} }),
  'GET /operator/alarms': () => ({}),
  'GET /operator/exchanges': () => ({}),
  'GET /operator/channels/{channelId}/health': (w) => ({ path: { channelId: w.channelId } }),
  'GET /operator/channels/{channelId}/exchanges': (w) => ({ path: { channelId: w.channelId } }),
  'POST /operator/channels/{channelId}/hook/renewal': (w) => ({ path: { channelId: w.channelId }, body: {} }),

  'GET /channels/{channelId}/templates': (w) => ({ path: { channelId: w.channelId }, query: { active: 'true' } }),
  'GET /channels/{channelId}/templates/ids': (w) => ({
    path: { channelId: w.channelId },
    query: { status: 'approved' },
  }),
  'POST /channels/{channelId}/templates/figures': (w) => ({
    path: { channelId: w.channelId },
    body: { ids: [w.templateId] },
    mayBeGone: [w.templateId],
  }),
  'POST /channels/{channelId}/templates/switch': (w) => ({
    path: { channelId: w.channelId },
    body: { ids: [w.templateId], active: false },
    mayBeGone: [w.templateId],
  }),
  'POST /channels/{channelId}/templates/assign': (w) => ({
    path: { channelId: w.channelId },
    body: { ids: [w.templateId], add: [{ campaignId: w.campaignId, queueId: w.queueId }], remove: [] },
    mayBeGone: [w.templateId],
  }),
  'GET /templates/{id}': (w) => ({ path: { id: w.templateId } }),
  'POST /channels/{channelId}/templates': (w) => ({
    path: { channelId: w.channelId },
    body: { ...aForm(), draftId: w.draftId },
    mayBeGone: [w.draftId],
  }),
  'POST /channels/{channelId}/templates/siblings': (w) => ({
    path: { channelId: w.channelId },
    body: { name: 'aviso_de_pedido', body: 'Hola, tu pedido salió.', footer: null },
  }),
  'POST /templates/{id}/refresh': (w) => ({ path: { id: w.templateId }, body: {} }),
  'POST /channels/{channelId}/templates/import': (w) => ({
    path: { channelId: w.channelId },
    body: { file: Buffer.from('name,display_name,language,category,body\nuno,Uno,es,Utility,Hola').toString('base64') },
  }),
  'GET /channels/{channelId}/templates/export': (w) => ({ path: { channelId: w.channelId } }),
  'GET /templates/{id}/reach': (w) => ({ path: { id: w.templateId }, query: { sees: 'true' } }),
  'GET /people/{userId}/templates': (w) => ({ path: { userId: w.personId }, query: { limit: '10' } }),
  'PATCH /templates/{id}': (w) => ({ path: { id: w.templateId }, body: { active: false } }),
  'GET /templates/{id}/life': (w) => ({ path: { id: w.templateId } }),
  'PUT /templates/{id}': (w) => ({ path: { id: w.templateId }, body: aForm() }),
  'DELETE /templates/{id}': (w) => ({ path: { id: w.templateId }, body: { name: 'otro_nombre' } }),
  'GET /channels/{channelId}/template-limits': (w) => ({ path: { channelId: w.channelId } }),
  'POST /channels/{channelId}/templates/adopt': (w) => ({ path: { channelId: w.channelId }, body: {} }),
  'POST /channels/{channelId}/templates/refresh': (w) => ({ path: { channelId: w.channelId }, body: {} }),
  'GET /templates/{id}/assignments': (w) => ({ path: { id: w.templateId } }),
  'PUT /templates/{id}/assignments': (w) => ({
    path: { id: w.templateId },
    body: { assignments: [{ campaignId: w.campaignId, queueId: w.queueId }] },
  }),
  'GET /channels/{channelId}/template-drafts': (w) => ({ path: { channelId: w.channelId } }),
  'GET /channels/{id}/events': (w) => ({ path: { id: w.channelId } }),
  'POST /channels/{id}/events/replay': (w) => ({
    path: { id: w.channelId },
    body: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  }),
  'POST /channels/{channelId}/template-drafts': (w) => ({ path: { channelId: w.channelId }, body: step }),
  'PUT /template-drafts/{id}': (w) => ({ path: { id: w.draftId }, body: { version: 1, ...step } }),
  'GET /template-drafts/{id}': (w) => ({ path: { id: w.draftId } }),
  'POST /template-drafts/{id}/approval': (w) => ({ path: { id: w.draftId }, body: { version: 1 } }),
  'POST /template-drafts/{id}/submission': (w) => ({ path: { id: w.draftId }, body: {} }),
  'POST /template-drafts/{id}/comments': (w) => ({ path: { id: w.draftId }, body: { text: 'Falta la fecha' } }),
  'POST /template-editions/{id}/decision': (w) => ({ path: { id: w.editionId }, body: { decision: 'approve' } }),
  'GET /templates/{id}/editions': (w) => ({ path: { id: w.templateId } }),
  'GET /templates/{id}/draft': (w) => ({ path: { id: w.templateId } }),
  'GET /company/template-approval': () => ({}),
  'PUT /company/template-approval': () => ({ body: { on: false } }),
  'DELETE /template-drafts/{id}': (w) => ({ path: { id: w.draftId } }),

  'GET /campaigns': () => ({}),
  'POST /campaigns': () => ({ body: { name: 'Cobranza' } }),
  'PATCH /campaigns/{id}': (w) => ({ path: { id: w.campaignId }, body: { name: 'Ventas' } }),
  'POST /campaigns/{campaignId}/queues': (w) => ({ path: { campaignId: w.campaignId }, body: queueForm(w) }),
  'GET /campaigns/{id}/switch-off': (w) => ({ path: { id: w.campaignId } }),
  'POST /campaigns/{id}/switch-off': (w) => ({ path: { id: w.campaignId }, body: { shown: campaignShown(w) } }),
  'POST /campaigns/{id}/switch-on': (w) => ({ path: { id: w.campaignId }, body: {} }),
  'POST /campaigns/{id}/deletion': (w) => ({
    path: { id: w.campaignId },
    body: { name: 'General', shown: campaignShown(w) },
  }),
  'GET /campaigns/{id}/dispositions': (w) => ({ path: { id: w.campaignId } }),
  'PUT /campaigns/{id}/dispositions': (w) => ({
    path: { id: w.campaignId },
    body: { version: 0, items: [{ id: w.dispositionId, name: 'Venta', active: true, depth: 0 }] },
    mayBeGone: [w.dispositionId],
  }),
  'GET /queues/{id}': (w) => ({ path: { id: w.queueId } }),
  'PUT /queues/{id}': (w) => ({ path: { id: w.queueId }, body: queueForm(w) }),
  'GET /queues/{id}/switch-off': (w) => ({ path: { id: w.queueId } }),
  'POST /queues/{id}/switch-off': (w) => ({ path: { id: w.queueId }, body: { shown: queueShown(w) } }),
  'POST /queues/{id}/switch-on': (w) => ({ path: { id: w.queueId }, body: {} }),
  'POST /queues/{id}/deletion': (w) => ({ path: { id: w.queueId }, body: { name: 'Cola', shown: queueShown(w) } }),

  'GET /contact-attributes': () => ({}),
  'PUT /contact-attributes': () => ({
    body: { items: [{ key: 'ciudad', label: 'Ciudad', type: 'text', options: [] }] },
  }),
  'GET /contacts': () => ({ query: { search: 'Cliente' } }),
  'GET /contacts/count': () => ({}),
  'GET /contacts/by-number': () => ({ query: { phone: '+51900000999' } }),
  'POST /contacts': () => ({ body: { name: 'Rosa', phone: '+51900000998', attributes: {} } }),
  'GET /contacts/{id}': (w) => ({ path: { id: w.contactId } }),
  'PUT /contacts/{id}': (w) => ({ path: { id: w.contactId }, body: { name: 'Rosa', attributes: {}, version: 1 } }),
  'POST /contacts/{id}/addresses': (w) => ({ path: { id: w.contactId }, body: { phone: '+51900000997' } }),
  'POST /contacts/{id}/addresses/removal': (w) => ({
    path: { id: w.contactId },
    body: { kind: 'phone', value: w.contactLine },
  }),
  'PUT /contacts/{id}/primary': (w) => ({ path: { id: w.contactId }, body: { value: w.contactLine } }),
  'POST /contacts/{id}/consent': (w) => ({ path: { id: w.contactId }, body: { given: false } }),
  'GET /contacts/{id}/tickets': (w) => ({ path: { id: w.contactId } }),
  'GET /contacts/{id}/interactions': (w) => ({ path: { id: w.contactId } }),
  'GET /contacts/{id}/media': (w) => ({ path: { id: w.contactId } }),
  'GET /contacts/{id}/changes': (w) => ({ path: { id: w.contactId } }),
  'GET /contacts/{id}/export': (w) => ({ path: { id: w.contactId } }),
  'GET /contacts/{id}/erasure': (w) => ({ path: { id: w.contactId } }),
  'POST /contacts/{id}/erasure': (w) => ({ path: { id: w.contactId }, body: { typed: 'otro' } }),
  'GET /contacts/{id}/merge/{otherId}': (w) => ({ path: { id: w.contactId, otherId: w.otherContactId } }),
  'POST /contacts/{id}/merge/{otherId}': (w) => ({
    path: { id: w.contactId, otherId: w.otherContactId },
    body: {},
    mayBeGone: [w.contactId, w.otherContactId],
  }),
  'GET /contact-imports': () => ({}),
  'GET /contact-imports/{id}': (w) => ({ path: { id: w.importId } }),
  'POST /contact-imports/{id}/check': (w) => ({ path: { id: w.importId }, body: { mapping: { 0: 'phone' } } }),
  'POST /contact-imports/{id}/start': (w) => ({ path: { id: w.importId }, body: {} }),
  'POST /contact-imports/{id}/cancellation': (w) => ({ path: { id: w.importId }, body: {} }),
  'GET /contacts/duplicates': () => ({}),
  'POST /contacts/duplicates/{id}/dismissal': (w) => ({ path: { id: w.duplicateId }, body: {} }),
  'DELETE /contacts/duplicates/{id}/dismissal': (w) => ({ path: { id: w.duplicateId } }),

  'GET /workspace/places': () => ({}),
  'GET /workspace/counts': () => ({}),
  'GET /workspace/templates': (w) => ({ query: { campaignId: w.campaignId, queueId: w.queueId } }),
  'GET /workspace/sends': () => ({}),
  'POST /workspace/sends': ({ campaignId, queueId, templateId, contactId }) => ({
    body: { clientKey, campaignId, queueId, templateId, to: { contactId }, values: {} },
  }),
  'GET /interactions/{id}/messages': (w) => ({ path: { id: w.interactionId } }),
  'GET /tickets': () => ({ query: { view: 'waiting' } }),
  'GET /tickets/{id}': (w) => ({ path: { id: w.ticketId } }),
  'GET /tickets/{id}/messages': (w) => ({ path: { id: w.ticketId } }),
  'GET /tickets/{id}/messages/changes': (w) => ({ path: { id: w.ticketId }, query: { version: '1.00000000' } }),
  'GET /interactions/{id}/messages/changes': (w) => ({
    path: { id: w.interactionId },
    query: { version: '1.00000000' },
  }),
  'POST /messages/{id}/retry': (w) => ({ path: { id: w.outgoingId }, body: { clientKey } }),
  'POST /messages/{id}/settle': (w) => ({ path: { id: w.outgoingId } }),
  'POST /tickets/{id}/take': (w) => ({ path: { id: w.waitingTicketId }, body: {} }),
  'POST /tickets/{id}/notes': (w) => ({ path: { id: w.ticketId }, body: { clientKey, text: 'Ojo' } }),
  'GET /tickets/{id}/colleagues': (w) => ({ path: { id: w.ticketId }, query: { search: 'a' } }),
  'POST /tickets/{id}/messages': (w) => ({ path: { id: w.ticketId }, body: { clientKey, text: 'Ya lo reviso' } }),
  'POST /tickets/{id}/read': (w) => ({ path: { id: w.ticketId }, body: {} }),
  'POST /media/{id}/retry': (w) => ({ path: { id: w.mediaId }, body: {} }),
  'GET /tickets/{id}/timeline': (w) => ({ path: { id: w.ticketId } }),
  'GET /tickets/{id}/targets': (w) => ({ path: { id: w.ticketId } }),
  'POST /tickets/{id}/transfer': (w) => ({
    path: { id: w.ticketId },
    body: { queueId: w.queueId, agentId: w.personId },
  }),
  'POST /tickets/{id}/take-over': (w) => ({ path: { id: w.waitingTicketId }, body: {} }),
  'POST /tickets/{id}/give-back': (w) => ({ path: { id: w.ticketId }, body: {} }),
  'POST /tickets/{id}/undo': (w) => ({ path: { id: w.ticketId }, body: { eventId: clientKey } }),
  'POST /tickets/{id}/close': (w) => ({ path: { id: w.ticketId }, body: { dispositionId: w.dispositionId } }),
}
