import { bareWord } from '../../../rules/routing.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { doerOf, record } from '../audit/record.ts'
import { getOptOutWords, lockProfile, updateOptOutWords } from './store.ts'

export async function getCompanySettings(ctx: Ctx): Promise<{ optOutWords: string[] }> {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => ({ optOutWords: await getOptOutWords(tx, companyId) }))
}

/** TK-6: words that sound the same are kept once. Messages that are taken in from now on are judged by them. */
export async function updateCompanySettings(
  ctx: Ctx,
  input: { optOutWords: string[] },
): Promise<{ optOutWords: string[] }> {
  const companyId = companyOf(ctx.actor)
  const optOutWords = [...new Map(input.optOutWords.toReversed().map((word) => [bareWord(word), word])).values()]
  return ctx.inTenant(async (tx) => {
    await lockProfile(tx, companyId)
    const before = { optOutWords: await getOptOutWords(tx, companyId) }
    const after = { optOutWords: optOutWords.toReversed() }
    await updateOptOutWords(tx, companyId, after.optOutWords)
    await record(tx, doerOf(ctx), 'company.settings', companyId, before, after)
    return after
  })
}
