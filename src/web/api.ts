import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient, InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import i18next from 'i18next'
import paths from 'virtual:contract'
import type { contract } from '../contract/contract.ts'
import type { Problem } from '../contract/problems.ts'
import { learnClock } from './clock.ts'

type Carried = Pick<Problem, 'data' | 'errors' | 'requestId'>

const link = new OpenAPILink(paths, {
  url: () => `${location.origin}/api`,
  headers: () => ({ 'accept-language': i18next.language }),
  // The client parses application/json only; a problem is JSON under another name.
  fetch: async (request, init) => {
    const askedAt = Date.now()
    const response = await fetch(request, init)
    learnClock(response.headers.get('date'), askedAt)
    if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return response
    const headers = new Headers(response.headers)
    headers.set('content-type', 'application/json')
    return new Response(response.body, { status: response.status, headers })
  },
  customErrorResponseBodyDecoder: (body) => {
    const problem = body as Partial<Problem> | undefined
    if (typeof problem?.code !== 'string') return null
    const { code, status = 500, title = code, data, errors, requestId } = problem
    const carried = { data, errors, requestId }
    return new ORPCError(code, { defined: true, status, message: title, data: carried })
  },
})

export const client: JsonifiedClient<ContractRouterClient<typeof contract>> = createORPCClient(link)

/** Queries, mutations and their keys, by noun and verb of the contract: `orpc.channels.list.queryOptions(…)`. */
export const orpc = createTanstackQueryUtils(client)

export type Inputs = InferContractRouterInputs<typeof contract>
export type Outputs = InferContractRouterOutputs<typeof contract>

export interface ShownProblem {
  code: string
  title: string
  errors: NonNullable<Problem['errors']>
  data: unknown
  requestId: string | undefined
}

/** Whatever was thrown, as something to show: the server's own sentence, or ours when it could not be reached. */
export function problemOf(error: unknown): ShownProblem {
  if (error instanceof ORPCError) {
    const { data, errors = [], requestId } = (error.data ?? {}) as Carried
    return { code: error.code, title: error.message, errors, data, requestId }
  }
  const code = error instanceof TypeError ? 'unreachable' : 'unexpected'
  return { code, title: i18next.t(`ui:problem.${code}`), errors: [], data: null, requestId: undefined }
}
