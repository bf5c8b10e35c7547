import * as z from 'zod'
import { id, nothing, pageOf, paging, route, search, time } from './route.ts'

const Named = z.object({ id, name: z.string() })

/** Lower case without accents, so that it is typed in one go. */
const shortcut = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(32)
  .regex(/^[a-z0-9][a-z0-9_-]*$/, { error: 'shortcut' })

export const SavedAnswerForm = z.object({
  shortcut,
  title: z.string().trim().min(1).max(80),
  /** With blanks between braces, as src/rules/saved-answer.ts fills them. */
  text: z.string().trim().min(1).max(4096),
  /** Null: everywhere in the company. */
  campaignId: id.nullable(),
  /** Of that campaign; none: all of it. */
  queueIds: z.array(id).max(100).default([]),
})

export const SavedAnswer = z.object({
  id,
  shortcut: z.string(),
  title: z.string(),
  text: z.string(),
  campaign: Named.nullable(),
  queues: z.array(Named),
  /** Its campaign, or all of its queues, exist no more: nobody is offered it. */
  placeless: z.boolean(),
  updatedAt: time,
})

export const UsableAnswer = z.object({ id, shortcut: z.string(), title: z.string(), text: z.string() })

export const savedAnswers = {
  list: route('campaigns.read', {
    method: 'GET',
    path: '/saved-answers',
    summary: 'Saved answers by shortcut',
    tag: 'campaigns',
  })
    .input(
      z.object({
        limit: paging.limit,
        /** `next` of the page before. */
        cursor: z
          .string()
          .regex(/^[a-z0-9_-]{1,32} [\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/)
          .optional(),
        search,
        /** Those of the whole company, or of one campaign and its queues. */
        scope: z.union([z.literal('company'), id]).optional(),
      }),
    )
    .output(pageOf(SavedAnswer).extend({ total: z.number() })),
  create: route('campaigns.write', {
    method: 'POST',
    path: '/saved-answers',
    summary: 'Keep an answer ready',
    tag: 'campaigns',
  })
    .input(SavedAnswerForm)
    .output(z.object({ id })),
  update: route('campaigns.write', {
    method: 'PUT',
    path: '/saved-answers/{id}',
    summary: 'Change a saved answer',
    tag: 'campaigns',
  })
    .input(SavedAnswerForm.extend({ id }))
    .output(nothing),
  delete: route('campaigns.write', {
    method: 'DELETE',
    path: '/saved-answers/{id}',
    summary: 'Delete a saved answer',
    tag: 'campaigns',
  })
    .input(z.object({ id }))
    .output(nothing),
  usable: route('workspace.use', {
    method: 'GET',
    path: '/tickets/{id}/saved-answers',
    summary: "Those of a ticket's queue, campaign and company, 20 at most, the best match first",
    tag: 'workspace',
  })
    .input(z.object({ id, search }))
    .output(z.array(UsableAnswer)),
}
