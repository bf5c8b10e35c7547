import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { orpc, type Outputs } from '../../../api.ts'
import type { SendDraft } from './use-send-draft.ts'

export type SendableTemplate = Outputs['workspace']['templates'][number]

/** Campaign, queue and template as chosen; where there is only one campaign or queue it is chosen already. */
export function useChoices(draft: SendDraft) {
  const [q, setQ] = useState('')
  const places = useQuery(orpc.workspace.places.queryOptions())
  const campaign = chosen(places.data, draft.campaignId)
  const queue = chosen(campaign?.queues, draft.queueId)
  const where = campaign && queue && { campaignId: campaign.id, queueId: queue.id }
  const all = useQuery(orpc.workspace.templates.queryOptions({ input: where ?? skipToken }))
  const found = useQuery(
    orpc.workspace.templates.queryOptions({
      input: where && q ? { ...where, search: q } : skipToken,
      placeholderData: keepPreviousData,
    }),
  )
  const shown = where ? (q ? found : all) : undefined
  const template = where && [...(all.data ?? []), ...(found.data ?? [])].find(({ id }) => id === draft.templateId)
  return { places, campaign, queue, template, list: shown, isEmpty: all.data?.length === 0, q, setQ }
}

function chosen<T extends { id: string }>(among: readonly T[] | undefined, id: string | null): T | undefined {
  return among?.find((one) => one.id === id) ?? (among?.length === 1 ? among[0] : undefined)
}
