import { number, object } from './read-json.ts'

/** How long a JWT lives from its making on, by its own claims, so that clocks that differ do no harm. */
export function lifeOfJwt(token: string): number | undefined {
  const { exp, iat } = claimsOf(token)
  return exp !== undefined && iat !== undefined && exp > iat ? (exp - iat) * 1000 : undefined
}

function claimsOf(token: string): { exp?: number | undefined; iat?: number | undefined } {
  try {
    const claims = object(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')))
    return { exp: number(claims.exp), iat: number(claims.iat) }
  } catch {
    return {}
  }
}
