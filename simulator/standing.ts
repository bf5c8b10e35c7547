import type { App, Standing } from './rows.ts'

const WELL: Standing = {
  account: 'ACTIVE',
  number: 'CONNECTED',
  canSend: 'AVAILABLE',
  quality: 'GREEN',
  limit: 'TIER_2K',
  healthy: true,
  locked: false,
}

export const standingOf = (app: App): Standing => ({ ...WELL, ...app.standing })

/** Code of WhatsApp or Gupshup with which every message of the number fails, section 6.1; none while it may send. */
export function codeOfStanding(app: App): number | undefined {
  const { account, number, canSend } = standingOf(app)
  if (app.wallet.currentBalance <= Math.min(0, app.wallet.overDraftLimit)) return 1003
  if (account !== 'ACTIVE' || number === 'RESTRICTED' || canSend === 'BLOCKED') return 131_031
  return number === 'CONNECTED' ? undefined : 4002
}
