import type { Ctx } from '../../context.ts'
import { findContactIds, stretchOf, TELLING, tellingOf, ticketsFound, wordsAndBeginning } from './search-store.ts'
import { presentSend, sendsFound } from './sends.ts'
import { sightOf } from './sight.ts'
import { presentTicket } from './store.ts'

const SHOWN = 50
/** Of more people than this only some are looked at, and the answer says so. */
const PEOPLE = 100
/** How many digits of a phone say something. */
const DIGITS = 4

/** By name or attribute, by number of the ticket (`#` and digits: by that alone), and by phone, over all tickets that one may see, closed ones too, and sends
 *  without answer. */
export async function searchTickets(ctx: Ctx, search: string) {
  const sight = sightOf(ctx)
  const digits = /\p{L}/u.test(search) ? '' : search.replaceAll(/\D/g, '')
  const number = /^#?\d{1,12}$/.test(search) ? Number(digits) : null
  // Who writes # means the ticket, and nobody whose phone has these digits.
  if (number !== null && search.startsWith('#')) {
    const tickets = await ctx.look(ticketsFound(sight, { number, contactIds: [], among: [], limit: 1 }))
    return { items: tickets.map(presentTicket), sends: [], more: false }
  }
  const [asked] = await ctx.look(wordsAndBeginning(sight.companyId, search))
  const words = tellingOf(asked?.words ?? [])
  const [from, to] = [stretchOf(new Date()), stretchOf(asked?.created_at ?? new Date(0))]
  const people = { words, digits: digits.length >= DIGITS ? digits : null, from, to, limit: PEOPLE + 1 }
  const contactIds = await ctx.db.statement('ticket-search', (tx) => findContactIds(tx, sight.companyId, people))
  // Many bear that name, or one of its words is too short to be looked for among all as the beginning of another.
  const isCommon = contactIds.length > PEOPLE || words.some((word) => word.length < TELLING)
  const wanted = { contactIds, among: isCommon ? words : [], limit: SHOWN + 1 }
  const [tickets, sends] = await Promise.all([
    ctx.look(ticketsFound(sight, { ...wanted, number })),
    contactIds.length > 0 || isCommon ? ctx.look(sendsFound(sight, wanted)) : [],
  ])
  return {
    items: tickets.slice(0, SHOWN).map(presentTicket),
    sends: sends.slice(0, SHOWN).map(presentSend),
    more: contactIds.length > PEOPLE || tickets.length > SHOWN || sends.length > SHOWN,
  }
}
