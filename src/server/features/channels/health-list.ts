import type { ChannelState } from '../../../rules/channel-state.ts'
import type { Ctx } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { countHealth, type HealthPlace, listHealthRows } from './health-list-store.ts'

interface Input {
  search?: string | undefined
  state?: ChannelState[] | undefined
  cursor?: string | undefined
  limit: number
}

/** How the numbers of all companies do, a page at a time; never what stands in their messages. */
export async function listChannelHealth(ctx: Ctx, { cursor, limit, ...filter }: Input) {
  const after = decode(cursor)
  return ctx.asSystem('channel-health', async (tx) => {
    const rows = await listHealthRows(tx, { ...filter, after, limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    const items = rows.slice(0, limit).map(({ row }) => row)
    return {
      items,
      next: last ? encode({ rank: last.rank, id: last.row.channelId }) : null,
      ...(await countHealth(tx)),
    }
  })
}

const encode = ({ rank, id }: HealthPlace) => Buffer.from(`${rank}|${id}`).toString('base64url')

function decode(cursor: string | undefined): HealthPlace | null {
  if (cursor === undefined) return null
  const read = /^([0-3])\|([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  )
  if (!read) throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'cursor' }])
  return { rank: Number(read[1]), id: read[2]! }
}
