import { useInfiniteQuery } from '@tanstack/react-query'
import { orpc } from '../../api.ts'
import { byKeyset } from '../../ui/rows.ts'
import type { ExchangeQuery } from './exchange-list.tsx'

export type ExchangeSubject = 'message' | 'template' | 'channel'

const ask = {
  message: orpc.exchanges.ofMessage,
  template: orpc.exchanges.ofTemplate,
  channel: orpc.exchanges.ofChannel,
} as const

const paged = (cursor: string | undefined) => ({ cursor, limit: 20 })

export const useExchanges = (of: ExchangeSubject, id: string): ExchangeQuery =>
  useInfiniteQuery(
    ask[of].infiniteOptions({ input: (cursor: string | undefined) => ({ id, ...paged(cursor) }), ...byKeyset }),
  )

export const useOperatorExchanges = (channelId: string): ExchangeQuery =>
  useInfiniteQuery(
    orpc.exchanges.ofChannelForOperator.infiniteOptions({
      input: (cursor: string | undefined) => ({ channelId, ...paged(cursor) }),
      ...byKeyset,
    }),
  )

export const usePartnerExchanges = (): ExchangeQuery =>
  useInfiniteQuery(orpc.exchanges.ofPartner.infiniteOptions({ input: paged, ...byKeyset }))
