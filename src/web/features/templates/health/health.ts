import type { Outputs } from '../../../api.ts'

export type Health = Outputs['templates']['health']
