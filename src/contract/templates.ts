import * as z from 'zod'
import { id, nothing, pageOf, paging, route, time } from './route.ts'
import { templateBulk } from './template-bulk.ts'
import { templateHealth } from './template-health.ts'
import { templateLife } from './template-life.ts'
import { Assignment, category, TemplateFilter, templateMany, templateStatus } from './template-many.ts'

export { category, templateStatus }

/** Where a draft stands (TP-10): `draft` was not asked for as it is now. */
export const approvalState = z.enum(['draft', 'asked', 'approved', 'changes_wanted'])

export const templateType = z.enum(['TEXT', 'IMAGE', 'DOCUMENT', 'VIDEO'])

const label = z.string().max(200)

const QuickReply = z.object({ type: z.literal('QUICK_REPLY'), text: label, optOut: z.boolean().default(false) })
/** `url` may end in `{{1}}`; `example` is then what stands there, or the whole address. */
const UrlButton = z.object({
  type: z.literal('URL'),
  text: label,
  url: z.string().max(3000),
  example: z.string().max(3000).nullable().default(null),
})
const PhoneButton = z.object({ type: z.literal('PHONE_NUMBER'), text: label, phoneNumber: z.string().max(40) })
/** WhatsApp's own, of Authentication; it words it itself. */
const CodeButton = z.object({ type: z.literal('COPY_CODE'), text: label })

/** What can be asked for. The copy-code button of Authentication comes by itself. */
export const FormButton = z.discriminatedUnion('type', [QuickReply, UrlButton, PhoneButton])
export const TemplateButton = z.discriminatedUnion('type', [QuickReply, UrlButton, PhoneButton, CodeButton])

/** Of Authentication, whose text is WhatsApp's: the sentence against passing the code on, and how long it is valid. */
export const Authentication = z.object({
  securityNote: z.boolean().default(true),
  codeMinutes: z.number().nullable().default(10),
})

export const Parameter = z.object({
  n: z.number().int().min(1).max(100),
  name: z.string().trim().min(1).max(60),
  sample: z.string().max(1000),
  type: z.enum(['text', 'number', 'money', 'date']),
  /** Where its value comes from; null: the agent writes it. */
  source: z
    .union([
      z.enum(['contact.name', 'contact.phone']),
      z.templateLiteral(['attribute.', z.string().regex(/[a-z][a-z0-9_]{0,39}/)]),
    ])
    .nullable(),
})

/** What the wizard of TP-4 gathers. The limits here only bound the size; what WhatsApp accepts is judged by `rules/template-lint`. */
export const TemplateForm = z.object({
  name: z.string().max(600),
  displayName: z.string().trim().min(1).max(120),
  language: z.string().max(10),
  category,
  type: templateType,
  /** Shown to the reviewers of a media header; null is a neutral one of the product. */
  sampleFileId: id.nullable().default(null),
  header: z.string().max(1000).nullable(),
  headerSample: z.string().max(1000).nullable(),
  body: z.string().max(10_000),
  footer: z.string().max(1000).nullable(),
  buttons: z.array(FormButton).max(20),
  parameters: z.array(Parameter).max(100),
  /** Only of Authentication, which takes nothing else of its own: an empty body, no header, footer or buttons. */
  auth: Authentication.nullable().default(null),
})

/** A half-done request: anything of the form, and the step one was at. */
export const DraftContent = TemplateForm.extend({
  displayName: z.string().max(120),
  parameters: z.array(Parameter.extend({ name: z.string().max(60) })).max(100),
})
  .partial()
  .extend({
    step: z.number().int().min(0).max(5),
    /** Which of the buttons are meant; those of the other kind are kept for a change of mind. Absent in old drafts. */
    buttonKind: z.enum(['NONE', 'QUICK_REPLY', 'CALL_TO_ACTION']).optional(),
  })

const Draft = z.object({
  id,
  content: DraftContent,
  version: z.number(),
  savedByName: z.string(),
  savedAt: time,
  templateId: id.nullable().describe('What it is to change'),
  state: approvalState,
})

export const TemplateRow = z.object({
  id,
  name: z.string(),
  displayName: z.string(),
  language: z.string(),
  category,
  type: z.string(),
  status: templateStatus,
  statusWord: z.string(),
  reason: z.string().nullable(),
  /** What stands beside the reason, and what WhatsApp recommends. */
  reasonDetail: z.string().nullable(),
  recommendation: z.string().nullable(),
  /** Null where nobody told when the pause ends. */
  pausedUntil: time.nullable(),
  /** The category before WhatsApp changed it. */
  previousCategory: category.nullable(),
  recategorisedAt: time.nullable(),
  /** An alert: the category that WhatsApp holds to be right, since when, and from when it applies where that was told. */
  correctCategory: category.nullable(),
  categoryAlertAt: time.nullable(),
  categoryDueAt: time.nullable(),
  quality: z.string().nullable(),
  /** Why one that was made elsewhere cannot be sent from here. */
  unsendable: z.string().nullable(),
  active: z.boolean(),
  campaigns: z.array(z.string()),
  queues: z.array(z.string()),
  updatedAt: time,
})

export const TemplateDetail = TemplateRow.extend({
  channelId: id,
  header: z.string().nullable(),
  headerSample: z.string().nullable(),
  body: z.string(),
  footer: z.string().nullable(),
  buttons: z.array(TemplateButton),
  parameters: z.array(Parameter),
  sampleFileId: id.nullable(),
  auth: Authentication.nullable(),
  confirmedAt: time.nullable(),
  history: z.array(
    z.object({
      id,
      at: time,
      source: z.string(),
      status: templateStatus,
      statusWord: z.string(),
      reason: z.string().nullable(),
      detail: z.string().nullable(),
      recommendation: z.string().nullable(),
      /** By the provider's clock. */
      toldAt: time.nullable(),
      /** The provider's own word. */
      raw: z.string().nullable(),
      actorName: z.string().nullable(),
    }),
  ),
})

/** What the lint compares a text with (NAME-03, NAME-04, BODY-12). */
const Sibling = z.object({
  name: z.string(),
  language: z.string(),
  category,
  body: z.string(),
  footer: z.string().nullable(),
})

export const templates = {
  list: route('templates.read', {
    method: 'GET',
    path: '/channels/{channelId}/templates',
    summary: 'Templates of one number',
    tag: 'templates',
  })
    .input(TemplateFilter.extend(paging))
    .output(pageOf(TemplateRow).extend({ total: z.number(), languages: z.array(z.string()) })),
  get: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}',
    summary: 'One template with its history',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(TemplateDetail),
  request: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates',
    summary: 'Solicitar plantilla',
    tag: 'templates',
  })
    .input(
      TemplateForm.extend({
        channelId: id,
        draftId: id.optional(),
        overrides: z.array(z.string().max(20)).max(50).default([]),
      }),
    )
    .output(z.object({ id })),
  siblings: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/siblings',
    summary: 'Templates of the same name or text',
    tag: 'templates',
  })
    .input(
      z.object({
        channelId: id,
        name: z.string().max(600),
        body: z.string().max(10_000),
        footer: z.string().max(1000).nullable(),
      }),
    )
    .output(z.array(Sibling)),
  setActive: route('templates.write', {
    method: 'PATCH',
    path: '/templates/{id}',
    summary: 'Switch on or off',
    tag: 'templates',
  })
    .input(z.object({ id, active: z.boolean() }))
    .output(nothing),
  refresh: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/templates/refresh',
    summary: 'Actualizar: ask the provider now',
    tag: 'templates',
  })
    .input(z.object({ channelId: id }))
    .output(nothing),
  refreshOne: route('templates.write', {
    method: 'POST',
    path: '/templates/{id}/refresh',
    summary: 'Actualizar: ask the provider now, about one',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(nothing),
  assignments: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/assignments',
    summary: 'Where a template is assigned',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(z.array(Assignment)),
  assign: route('templates.write', {
    method: 'PUT',
    path: '/templates/{id}/assignments',
    summary: 'Asignar campañas y colas',
    tag: 'templates',
  })
    .input(
      z.object({
        id,
        assignments: z.array(Assignment).max(1000),
        seen: z
          .array(Assignment)
          .max(1000)
          .optional()
          .describe('What stood when this was begun: refused if it has changed. Without it the last to save has it'),
      }),
    )
    .output(nothing),
  drafts: route('templates.write', {
    method: 'GET',
    path: '/channels/{channelId}/template-drafts',
    summary: 'Borradores',
    tag: 'templates',
  })
    .input(z.object({ channelId: id }))
    .output(z.array(Draft)),
  createDraft: route('templates.write', {
    method: 'POST',
    path: '/channels/{channelId}/template-drafts',
    summary: 'Keep a half-done request',
    tag: 'templates',
  })
    .input(
      z.object({
        channelId: id,
        templateId: id.optional().describe('What it is to change: one draft at a time'),
        content: DraftContent,
      }),
    )
    .output(z.object({ id, version: z.number() })),
  saveDraft: route('templates.write', {
    method: 'PUT',
    path: '/template-drafts/{id}',
    summary: 'Save a draft',
    tag: 'templates',
  })
    .input(z.object({ id, version: z.number().int(), content: DraftContent }))
    .output(z.object({ version: z.number() })),
  deleteDraft: route('templates.write', {
    method: 'DELETE',
    path: '/template-drafts/{id}',
    summary: 'Throw a draft away',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(nothing),
  ...templateBulk,
  ...templateMany,
  ...templateHealth,
  ...templateLife,
  edit: route('templates.write', {
    method: 'PUT',
    path: '/templates/{id}',
    summary: 'Edit, and have it reviewed again',
    tag: 'templates',
  })
    .input(TemplateForm.extend({ id, overrides: z.array(z.string().max(20)).max(50).default([]) }))
    .output(z.object({ sent: z.boolean().describe('False: only what agents see was changed, and stands already') })),
}
