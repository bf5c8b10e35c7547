import type { Outputs } from '../../api.ts'

export type Duplicate = Outputs['contacts']['duplicates']['items'][number]
