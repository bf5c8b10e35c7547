import { oc } from '@orpc/contract'
import * as z from 'zod'
import type { Access } from './permissions.ts'

/** What every route carries: who may call it. A route without it does not type-check. */
export interface RouteMeta {
  access: Access
}

type Definition = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  tag: string
}

export const route = (access: Access, { tag, ...definition }: Definition) =>
  oc.$meta<RouteMeta>({ access }).route({ ...definition, tags: [tag] })

/** A list in a query string: `state[]=a&state[]=b`, or `state=a`. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((v) => (v === undefined || Array.isArray(v) ? v : [v]), z.array(item).optional())

/** Keyset paging: `next` is opaque and null on the last page. */
export const paging = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
}
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

export const id = z.uuid()
export const time = z.iso.datetime()
export const nothing = z.object({})
export const search = z.string().trim().max(100).optional()
