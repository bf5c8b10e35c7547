import * as z from 'zod'
import type { Ctx } from '../../context.ts'
import { companyOf } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { listPlaces } from './assignment-store.ts'
import { type After, countTemplates, listIds, listPage, type TemplateFilter } from './list-store.ts'
import { presentRow } from './present-template.ts'
import { stateOfChannel } from './template-channel.ts'

/** TP-1: one channel's templates, last changed first. */
export async function listTemplates(ctx: Ctx, input: TemplateFilter & { cursor?: string | undefined; limit: number }) {
  const companyId = companyOf(ctx.actor)
  const after = input.cursor === undefined ? null : readCursor(input.cursor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, input.channelId)
    const rows = await listPage(tx, companyId, input, { after, limit: input.limit + 1 })
    const page = rows.slice(0, input.limit)
    const last = page.at(-1)
    const places = await listPlaces(
      tx,
      companyId,
      page.map((row) => row.id),
    )
    return {
      items: page.map((row) => presentRow(row, places.get(row.id))),
      next: last && rows.length > page.length ? writeCursor({ updatedAt: last.exact, id: last.id }) : null,
      ...(await countTemplates(tx, companyId, input)),
    }
  })
}

/** "Seleccionar todas": which ones fit, at this moment. */
export async function listTemplateIds(ctx: Ctx, input: TemplateFilter) {
  const companyId = companyOf(ctx.actor)
  return ctx.inTenant(async (tx) => {
    await stateOfChannel(tx, companyId, input.channelId)
    return { ids: await listIds(tx, companyId, input) }
  })
}

/** PostgreSQL knows no year 0. */
const moment = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith('0000'))
const Cursor = z.tuple([moment, z.uuid()])

const writeCursor = ({ updatedAt, id }: After) => Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url')

function readCursor(cursor: string): After {
  try {
    const [updatedAt, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { updatedAt, id }
  } catch {
    throw new Refusal('invalid', {}, [{ field: 'cursor', message: 'This is no cursor of this list.' }])
  }
}
