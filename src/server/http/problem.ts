import { ORPCError, ValidationError } from '@orpc/server'
import type { FastifyReply } from 'fastify'
import { type Problem, type ProblemCode, problems, sentence } from '../../contract/problems.ts'
import type { Lang } from '../../rules/template.ts'
import { type FieldProblem, Refusal } from '../refusal.ts'

export function problem(
  code: ProblemCode,
  lang: Lang,
  more: { data?: Record<string, unknown>; errors?: FieldProblem[]; requestId?: string } = {},
): Problem {
  const { data = {}, errors = [], requestId } = more
  return {
    type: `/problems/${code}`,
    title: sentence(code, lang, data),
    status: problems[code][0],
    code,
    ...(requestId === undefined ? {} : { requestId }),
    ...(errors.length === 0 ? {} : { errors }),
    ...(Object.keys(data).length === 0 ? {} : { data }),
  }
}

/** Whatever was thrown, as an error of the contract; unexpected ones keep their words to the log. */
export function toORPCError(error: unknown, lang: Lang, requestId: string): ORPCError<string, Problem> {
  const made = (p: Problem) => new ORPCError(p.code, { status: p.status, message: p.title, data: p, cause: error })
  if (error instanceof Refusal)
    return made(problem(error.code, lang, { data: error.data, errors: error.errors, requestId }))
  if (error instanceof ORPCError && error.cause instanceof ValidationError && error.status === 400) {
    return made(problem('invalid', lang, { errors: fieldsOf(error.cause), requestId }))
  }
  if (error instanceof ORPCError && error.status === 400) return made(problem('invalid', lang, { requestId }))
  return made(problem('internal', lang, { requestId }))
}

function fieldsOf(error: ValidationError): FieldProblem[] {
  return error.issues.map((issue) => ({
    field: (issue.path ?? []).map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
    message: issue.message,
  }))
}

export function sendProblem(reply: FastifyReply, p: Problem): FastifyReply {
  return reply.status(p.status).header('content-type', 'application/problem+json; charset=utf-8').send(p)
}
