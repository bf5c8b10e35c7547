import { skipToken, useQuery } from '@tanstack/react-query'
import { orpc } from '../../api.ts'

/** What the company wants to know of its contacts; changes rarely. */
export const useAttributes = () => useQuery(orpc.contacts.attributes.queryOptions({ staleTime: 60_000 }))

/** One contact; `number` is how those know it who have no ticket of it. */
export const useContact = (id: string | undefined, number?: string) =>
  useQuery(orpc.contacts.get.queryOptions({ input: id === undefined ? skipToken : { id, ...(number && { number }) } }))
