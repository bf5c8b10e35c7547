import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { client, orpc, type Outputs } from '../../../api.ts'
import { queries } from '../../../app/queries.ts'
import { useAnnouncements } from '../../../live.ts'
import { byKeyset, pagedRows, type Rows } from '../../../ui/rows.ts'
import type { Narrowing, View } from '../address.ts'
import { merge } from './merge.ts'

export type TicketView = Exclude<View, 'enviados'>
type TicketPage = Outputs['workspace']['tickets']
export type TicketRow = TicketPage['items'][number]

const asked = { mios: 'mine', espera: 'waiting', todos: 'all', cerrados: 'closed' } as const satisfies Record<
  TicketView,
  string
>
/** More at once than this is another list. */
const AT_ONCE = 200

const inputOf = (view: TicketView, { campana, cola, canal, agente, sinleer }: Narrowing) => ({
  view: asked[view],
  ...(campana && { campaignId: campana }),
  ...(cola && { queueId: cola === 'ninguna' ? 'none' : cola }),
  ...(canal && { channelId: canal }),
  ...(agente && { agentId: agente }),
  ...(sinleer && { unread: 'true' as const }),
})

/** A view as far as it is loaded. What is announced is asked for by name and put in its place: one small request, however
 *  long the list is. */
export function useTickets(view: TicketView, narrow: Narrowing): Rows<TicketRow> {
  const input = inputOf(view, narrow)
  const options = orpc.workspace.tickets.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...input, cursor }),
    ...byKeyset,
    placeholderData: keepPreviousData,
    // Announcements keep it fresh; after a lost connection all is stale.
    staleTime: Infinity,
  })
  const query = useInfiniteQuery(options)

  const waiting = useRef(new Set<string>())
  const busy = useRef(false)
  const key = options.queryKey
  const refresh = async () => {
    if (busy.current || waiting.current.size === 0) return
    // Another page is on its way, and would come over what is put in now.
    if (queries.getQueryState(key)?.fetchStatus === 'fetching') {
      setTimeout(() => void refresh(), 100)
      return
    }
    busy.current = true
    const ids = waiting.current
    waiting.current = new Set()
    try {
      if (ids.size > AT_ONCE) await queries.invalidateQueries({ queryKey: key })
      else {
        const { items, oldestFirst } = await client.workspace.tickets({ ...input, ids: [...ids] })
        queries.setQueryData<InfiniteData<TicketPage, string | undefined>>(
          key,
          (old) => old && { ...old, pages: merge(old.pages, { asked: ids, found: items }, oldestFirst) },
        )
      }
    } catch {
      // Asked for as a whole when it is next seen.
      void queries.invalidateQueries({ queryKey: key, refetchType: 'none' })
    }
    busy.current = false
    await refresh()
  }
  useAnnouncements('tickets', (ids) => {
    // After a loss everything is fetched again anyway.
    if (ids === null) return
    for (const id of ids) waiting.current.add(id)
    void refresh()
  })
  return pagedRows(query)
}
