import * as z from 'zod'
import { id, nothing, paging, route } from './route.ts'

/** A message as another one names it. */
export const Quote = z.object({
  /** Null where it is not kept here: then nothing else is known of it. */
  id: id.nullable(),
  direction: z.enum(['in', 'out', 'note']),
  kind: z.string(),
  /** Its first 200 characters. */
  text: z.string(),
  senderName: z.string().nullable(),
  deleted: z.boolean(),
})

export const Reaction = z.object({
  /** The message that it came as. */
  id,
  emoji: z.string(),
  direction: z.enum(['in', 'out']),
})

export const Mend = z.object({
  /** `send`: sending again helps; `risk`: it may have arrived; `retried`: somebody did; `no`: it would fail again. */
  retry: z.enum(['send', 'risk', 'retried', 'no']),
  /** Who can do something about the reason. */
  who: z.enum(['agent', 'admin', 'provider', 'nobody']),
  /** The message that was sent in its place. */
  retriedAs: id.nullable(),
  /** Who said that an uncertain one arrived. */
  settledBy: z.string().nullable(),
})

/** Beside `cursor`, which leads to older ones: from a message of the conversation to either side, or around it. */
export const threadPaging = {
  ...paging,
  before: id.optional(),
  after: id.optional(),
  around: id.optional(),
}

/** Newest first. `version` names this state of the conversation, for `changes`. */
export const threadPage = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable(),
    /** There are newer ones than these. */
    newer: z.boolean(),
    version: z.string(),
  })

/** The part one has: from its oldest to its newest message; without `to` all that is newer belongs to it. */
export const changesAsked = { version: z.string().max(60), from: id.optional(), to: id.optional() }

/** `reset`: it cannot be told what changed, read it anew. */
export const threadChanges = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), version: z.string(), reset: z.boolean() })

export const messages = {
  retry: route('workspace.use', {
    method: 'POST',
    path: '/messages/{id}/retry',
    summary: 'Send a message that did not get through as a new one, once per client key',
    tag: 'workspace',
  })
    .input(
      z.object({
        id,
        clientKey: id,
        /** Asked for where the first may have arrived after all: then the contact gets it twice. */
        mayArriveTwice: z.boolean().default(false),
      }),
    )
    .output(z.object({ messageId: id })),
  settle: route('workspace.use', {
    method: 'POST',
    path: '/messages/{id}/settle',
    summary: 'An uncertain message did arrive, I know it',
    tag: 'workspace',
  })
    .input(z.object({ id }))
    .output(nothing),
}
