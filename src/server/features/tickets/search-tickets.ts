import type { Ctx } from '../../context.ts'
import { BY_WORDS, findContactIds, ticketsFound, wordsOf } from './search-store.ts'
import { sightOf } from './sight.ts'
import { presentTicket } from './store.ts'

const SHOWN = 50
/** Of more people than this only some are looked at, and the answer says so. */
const PEOPLE = 1000
/** How many digits of a phone say something. */
const DIGITS = 4

/** By name or attribute, by number of the ticket, and by phone, over all tickets that one may see, closed ones too. */
export async function searchTickets(ctx: Ctx, search: string) {
  const sight = sightOf(ctx)
  const digits = /\p{L}/u.test(search) ? '' : search.replaceAll(/\D/g, '')
  const people = await ctx.db.asSystem(
    'ticket-search',
    async (tx) => {
      const words = await wordsOf(tx, search)
      const asked = { words, digits: digits.length >= DIGITS ? digits : null, limit: PEOPLE + 1 }
      return { words, ids: await findContactIds(tx, sight.companyId, asked) }
    },
    BY_WORDS,
  )
  // Many bear that name, or its words are too short to be looked for among all.
  const isCommon = people.ids.length > PEOPLE || (people.ids.length === 0 && people.words.length > 0)
  const number = /^#?\d{1,12}$/.test(search) ? Number(digits) : null
  const rows = await ctx.look(
    ticketsFound(sight, {
      number,
      contactIds: people.ids,
      among: isCommon ? people.words : [],
      limit: SHOWN + 1,
    }),
  )
  return { items: rows.slice(0, SHOWN).map(presentTicket), more: people.ids.length > PEOPLE || rows.length > SHOWN }
}
