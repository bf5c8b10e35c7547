/** A documented error answer: `{"status":"error","message":…}`, sometimes with WhatsApp's code. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number | undefined

  constructor(status: number, message: string, code?: number) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const authenticationFailed = () => new Refusal(401, 'Authentication Failed')
export const INTERNAL =
  'Internal server error. Please try again later and If Issue still persists than contact Gupshup Dev Support'
