import type { Outputs } from '../../api.ts'

export type Company = Outputs['companies']['list']['items'][number]
