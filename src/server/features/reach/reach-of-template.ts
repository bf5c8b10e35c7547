import { barsForAll, type Place, placesOf, sightOf } from '../../../rules/template-reach.ts'
import { companyOf, type Ctx } from '../../context.ts'
import { personFacts, presentChannel, presentSight, templateFacts } from './facts.ts'
import { pageOf, readCursor, type Sought } from './page-of.ts'
import { getTemplateFacts, listMemberFacts, listQueueFacts, type ReachQueue } from './store.ts'

/** AS-3 "¿Quién la ve?": everybody of the company, through which assignment they see it, or what hides it. */
export async function reachOfTemplate(ctx: Ctx, input: Sought & { id: string }) {
  const companyId = companyOf(ctx.actor)
  const { search } = input
  const after = readCursor(input.cursor)
  return ctx.inTenant(async (tx) => {
    const row = await getTemplateFacts(tx, companyId, input.id)
    const template = templateFacts(row)
    const places = placesOf(template.assignments, await listQueueFacts(tx, companyId))
    const members = await listMemberFacts(tx, companyId, { search, after })
    const bars = barsForAll(template, places)
    const judged = members.map((member) => ({ row: member, sight: sightOf(bars, places, personFacts(member)) }))
    const { shown, ...page } = pageOf(judged, input, (member) => ({ name: member.name, id: member.user_id }))
    return {
      items: shown.map(({ row: member, sight }) => ({
        userId: member.user_id,
        name: member.name,
        role: member.role,
        supervises: personFacts(member).supervises,
        ...presentSight(sight),
      })),
      ...page,
      status: row.status,
      statusWord: row.status_word,
      channel: presentChannel(row),
      bars,
      places: after === null ? places.map((place) => presentPlace(place, row.channel_id)) : [],
    }
  })
}

const presentPlace = ({ queue, whole, bar }: Place<ReachQueue>, channelId: string) => ({
  id: queue.id,
  name: queue.name,
  campaignId: queue.campaignId,
  campaignName: queue.campaignName,
  whole,
  bar,
  lacksChannel: !queue.channelIds.includes(channelId),
})
