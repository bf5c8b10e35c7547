import type { ProblemCode } from '../contract/problems.ts'

export interface FieldProblem {
  field: string
  rule?: string
  message: string
}

/** A clear no with a stable code. Its sentence is made at the edge, in the caller's language. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly data: Record<string, unknown>
  readonly errors: FieldProblem[]
  constructor(code: ProblemCode, data: Record<string, unknown> = {}, errors: FieldProblem[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.data = data
    this.errors = errors
  }
}

export function found<T>(row: T | undefined | null): T {
  if (row === undefined || row === null) throw new Refusal('not_found')
  return row
}
