import { implement } from '@orpc/server'
import { contract } from '../../contract/contract.ts'
import { type Access, may } from '../../contract/permissions.ts'
import { asCtx, type Visit } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { refuseUnstorable } from './storable.ts'

const base = implement(contract).$context<Visit>()

/** @throws Refusal not_signed_in, forbidden, two_factor_required */
export function judge(access: Access, { actor, config }: Visit): void {
  if (access === 'anyone') return
  if (actor === null) throw new Refusal('not_signed_in')
  if (access !== 'signed-in' && !may(actor.standing, access)) throw new Refusal('forbidden')
  // PE-7: where the setting asks for it, the console waits until the second factor is set up; the account pages do not.
  if (access === 'operator.console' && config.OPERATOR_TWO_FACTOR && !actor.twoFactor) {
    throw new Refusal('two_factor_required')
  }
}

/** Every route's caller is judged here, by the route's own `access`, before its handler runs; then what was sent. */
const judged = base.use(({ context, procedure, next }, input) => {
  judge(procedure['~orpc'].meta.access, context)
  refuseUnstorable(input)
  return next()
})

/** For routes open to anyone. */
export const visit = judged

/** For all others: the handler gets a `Ctx`. */
export const os = judged.use(({ context, next }) => next({ context: asCtx(context) }))
