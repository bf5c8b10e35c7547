import { barsForAll, placesOf, sightOf } from '../../../rules/template-reach.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { personFacts, presentChannel, presentSight, templateFacts } from './facts.ts'
import { pageOf, readCursor, type Sought } from './page-of.ts'
import { getMemberFacts, listQueueFacts, listTemplateFacts } from './store.ts'

/** AS-3 "¿Qué ve esta persona?": the same judgement from the other side, over all templates of the company. */
export async function reachOfPerson(ctx: Ctx, input: Sought & { userId: string }) {
  const companyId = companyOf(ctx.actor)
  const { search } = input
  const after = readCursor(input.cursor)
  return ctx.inTenant(async (tx) => {
    const member = await getMemberFacts(tx, companyId, input.userId)
    const person = personFacts(member)
    const queues = await listQueueFacts(tx, companyId)
    const rows = await listTemplateFacts(tx, companyId, { search, after })
    const judged = rows.map((row) => {
      const template = templateFacts(row)
      const places = placesOf(template.assignments, queues)
      return { row, sight: sightOf(barsForAll(template, places), places, person) }
    })
    const { shown, ...page } = pageOf(judged, input, (row) => ({ name: row.display_name, id: row.id }))
    return {
      items: shown.map(({ row, sight }) => ({
        id: row.id,
        name: row.name,
        displayName: row.display_name,
        language: row.language,
        category: row.category,
        status: row.status,
        statusWord: row.status_word,
        channel: presentChannel(row),
        ...presentSight(sight),
      })),
      ...page,
      bar: person.active ? (person.sends ? null : ('only_looks' as const)) : ('inactive' as const),
      supervises: person.supervises,
      queues: [...queues.values()].flat().filter(({ id }) => person.queueIds.has(id)).length,
    }
  })
}
