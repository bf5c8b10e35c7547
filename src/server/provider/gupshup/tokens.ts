import { ProviderFault } from '../port.ts'
import type { Token } from './shared-token.ts'

/** After credentials were turned down nobody asks again for this long. */
export const REFUSED_FOR_MS = 5_000

/** How a token is written into the headers of a call. */
export type Writing = (token: string) => Record<string, string>

/** Where tokens come from: classic or universal (reference 1.2 to 1.4). */
export interface TokenSource {
  partner: Token
  app(appId: string): Token
  partnerWriting: Writing
  /** The likelier one first; which of them a kind of call takes is found out once. */
  appWritings: readonly Writing[]
}

/** Bare, and under both names, because the documents use either (reference 1.3). */
export const bare: Writing = (token) => ({ token, authorization: token })
export const bearer: Writing = (token) => ({ authorization: `Bearer ${token}` })

type Attempt<T> = (headers: Record<string, string>) => Promise<T>

/** Calls with a token, and once more with a fresh one if the first is answered with 401. */
export async function withToken<T>(token: Token, writing: Writing, attempt: Attempt<T>): Promise<T> {
  const first = await token()
  try {
    return await attempt(writing(first))
  } catch (fault) {
    if (!isUnauthorized(fault)) throw fault
    return await attempt(writing(await token(first)))
  }
}

/** As `withToken`, where it is not documented how the token is to be written: a 401 then asks for the other way first, and
 *  what worked is kept for calls of that kind. A 401 says that nothing was done, so that asking again is safe. */
export function createHabit(writings: readonly Writing[]) {
  const known = new Map<string, Writing>()

  return async function call<T>(kind: string, token: Token, attempt: Attempt<T>): Promise<T> {
    const learn = async (writing: Writing, value: string) => {
      const answer = await attempt(writing(value))
      known.set(kind, writing)
      return answer
    }
    const [first, ...others] = writings
    const usual = known.get(kind) ?? first!
    if (known.has(kind) || others.length === 0) return withToken(token, usual, attempt)
    const value = await token()
    for (const writing of writings) {
      try {
        return await learn(writing, value)
      } catch (fault) {
        if (!isUnauthorized(fault)) throw fault
      }
    }
    return await learn(usual, await token(value))
  }
}

/** What is turned down while a token is asked for, whatever its status, is for somebody to mend: the credentials. */
export function asCredentials(fault: unknown): never {
  if (!(fault instanceof ProviderFault) || fault.verdict !== 'refused') throw fault
  throw new ProviderFault('refused', fault.message, {
    ...(fault.status && { status: fault.status }),
    code: 'credentials',
  })
}

function isUnauthorized(fault: unknown): boolean {
  return fault instanceof ProviderFault && fault.status === 401
}
