import { useInfiniteQuery } from '@tanstack/react-query'
import { orpc, type Outputs } from '../../../api.ts'
import { byKeyset } from '../../../ui/rows.ts'

export type SentRow = Outputs['workspace']['sent']['items'][number]

/** Sends without answer, newest first. */
export const useSent = () =>
  useInfiniteQuery(
    orpc.workspace.sent.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor }), ...byKeyset }),
  )
