import { bareWord } from '../../../rules/routing.ts'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { doerOf, record } from '../audit/record.ts'
import { getSettings, lockProfile, type Settings, updateSettings } from './store.ts'

type Change = { [key in keyof Settings]?: Settings[key] | undefined }

export async function getCompanySettings(ctx: Ctx): Promise<Settings> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant((tx) => getSettings(tx, companyId))
}

/** What is given changes, the rest stays. TK-6: words that sound the same are kept once; messages that are taken in from now on
 *  are judged by them. */
export async function updateCompanySettings(ctx: Ctx, change: Change): Promise<Settings> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await lockProfile(tx, companyId)
    const before = await getSettings(tx, companyId)
    const after = {
      optOutWords: unlike(change.optOutWords ?? before.optOutWords),
      readReceipts: change.readReceipts ?? before.readReceipts,
    }
    await updateSettings(tx, companyId, after)
    await record(tx, doerOf(ctx), 'company.settings', companyId, { ...before }, after)
    return after
  })
}

const unlike = (words: string[]) =>
  [...new Map(words.toReversed().map((word) => [bareWord(word), word])).values()].toReversed()

/** WS-10: whether WhatsApp is told that messages were read. */
export const tellsReading = async (tx: Tx, companyId: string): Promise<boolean> =>
  (await getSettings(tx, companyId)).readReceipts
