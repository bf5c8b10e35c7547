import * as z from 'zod'
import { id, route, time } from './route.ts'
import { approvalState, DraftContent, TemplateForm } from './templates.ts'

const person = z.object({ id, name: z.string() })
const overrides = z.array(z.string().max(20)).max(50).default([])
const text = z.string().trim().min(1).max(2000)

/** A text that somebody asked to have reviewed; it is kept as it was, whatever becomes of it. */
export const Edition = z.object({
  id,
  number: z.number().describe('Counts from 1 within the template, or the draft'),
  at: time,
  author: person,
  state: z.enum(['asked', 'approved', 'changes_wanted', 'superseded', 'lapsed', 'sent']),
  decidedBy: person.nullable(),
  decidedAt: time.nullable(),
  overridden: z.array(z.string()).describe('The rules that were overruled for it'),
  content: TemplateForm,
})

const Comment = z.object({
  id,
  at: time,
  author: person,
  text: z.string(),
  edition: z.number().nullable().describe('The number of the text it is about'),
})

const Texts = z.object({
  editions: z.array(Edition).describe('The newest first, at most 50'),
  comments: z.array(Comment).describe('The oldest first, the last 200'),
})

const Draft = z.object({
  id,
  channelId: id,
  templateId: id.nullable().describe('What it changes'),
  version: z.number(),
  content: DraftContent,
  savedBy: person,
  savedAt: time,
  state: approvalState,
  /** The template as it stands: what an edition is compared with where there is none before it. */
  standing: TemplateForm.nullable(),
  may: z.object({
    decide: z.boolean(),
    submit: z.boolean(),
  }),
})

/** Internal approval: nothing goes to WhatsApp to which nobody else has said yes (TP-10). */
export const approvals = {
  setting: route('company.write', {
    method: 'GET',
    path: '/company/template-approval',
    summary: 'Whether templates need a yes inside the company, and how many drafts wait for one',
    tag: 'company',
  }).output(z.object({ on: z.boolean(), waiting: z.number() })),
  set: route('company.write', {
    method: 'PUT',
    path: '/company/template-approval',
    summary: 'Want a yes inside the company, or not any more: what waits for one is then a draft again',
    tag: 'company',
  })
    .input(z.object({ on: z.boolean() }))
    .output(z.object({ on: z.boolean(), freed: z.number() })),
  draft: route('templates.write', {
    method: 'GET',
    path: '/template-drafts/{id}',
    summary: 'One draft with the texts that were asked for, and what was said of them',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(Draft.extend(Texts.shape)),
  texts: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/editions',
    summary: 'The texts that a template had or was to have, and what was said of them',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(Texts.extend({ standing: TemplateForm.nullable() })),
  draftOf: route('templates.read', {
    method: 'GET',
    path: '/templates/{id}/draft',
    summary: 'The draft that is to change a template, if there is one',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(z.object({ draft: z.object({ id, version: z.number(), state: approvalState }).nullable() })),
  ask: route('templates.write', {
    method: 'POST',
    path: '/template-drafts/{id}/approval',
    summary: 'Pedir aprobación',
    tag: 'templates',
  })
    .input(z.object({ id, version: z.number().int(), overrides, comment: text.optional() }))
    .output(z.object({ editionId: id })),
  decide: route('templates.write', {
    method: 'POST',
    path: '/template-editions/{id}/decision',
    summary: 'Say yes to one exact text, or ask for changes',
    tag: 'templates',
  })
    .input(
      z.object({
        id,
        decision: z.enum(['approve', 'want_changes']),
        comment: text.optional().describe('Required with `want_changes`'),
        submit: z.boolean().default(false).describe('Aprobar y solicitar'),
      }),
    )
    .output(z.object({ templateId: id.nullable().describe('Of what was submitted') })),
  submit: route('templates.write', {
    method: 'POST',
    path: '/template-drafts/{id}/submission',
    summary: 'Solicitar what was approved',
    tag: 'templates',
  })
    .input(z.object({ id }))
    .output(z.object({ templateId: id })),
  comment: route('templates.write', {
    method: 'POST',
    path: '/template-drafts/{id}/comments',
    summary: 'Say something of a draft',
    tag: 'templates',
  })
    .input(z.object({ id, text }))
    .output(z.object({ id })),
}
