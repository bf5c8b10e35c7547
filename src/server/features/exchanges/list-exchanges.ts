import type { RawBuilder, SqlBool } from 'kysely'
import { companyOf, type Ctx } from '../../context.ts'
import type { Tx } from '../../database/doors.ts'
import { found } from '../../refusal.ts'
import { companyOfChannel } from '../channels/company-of-channel.ts'
import {
  findSubject,
  listExchangeRows,
  ofChannel,
  ofChannelForOperator,
  ofMessage,
  ofPartner,
  ofTemplate,
  present,
} from './store.ts'

interface Paging {
  cursor?: string | undefined
  limit: number
}

/** RE-3: what was said to the provider about one message, one template or one channel, and what it answered. */
export const listOfMessage = (ctx: Ctx, input: Paging & { id: string }) => own(ctx, input, 'message', ofMessage)
export const listOfTemplate = (ctx: Ctx, input: Paging & { id: string }) => own(ctx, input, 'template', ofTemplate)
export const listOfChannel = (ctx: Ctx, input: Paging & { id: string }) => own(ctx, input, 'channel', ofChannel)

/** What concerns the number itself: never what people wrote. */
export const listOfChannelForOperator = (ctx: Ctx, input: Paging & { channelId: string }) =>
  ctx.asSystem('exchanges', async (tx) => {
    const companyId = await companyOfChannel(tx, input.channelId)
    return page(tx, ofChannelForOperator(companyId, input.channelId), input)
  })

export const listOfPartner = (ctx: Ctx, input: Paging) => ctx.asSystem('exchanges', (tx) => page(tx, ofPartner, input))

function own(
  ctx: Ctx,
  input: Paging & { id: string },
  subject: 'message' | 'template' | 'channel',
  which: (companyId: string, id: string) => RawBuilder<SqlBool>,
) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    found(await findSubject(tx, subject, companyId, input.id))
    return page(tx, which(companyId, input.id), input)
  })
}

async function page(tx: Tx, which: RawBuilder<SqlBool>, { cursor, limit }: Paging) {
  const rows = await listExchangeRows(tx, which, { cursor, limit: limit + 1 })
  const items = rows.slice(0, limit).map(present)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
