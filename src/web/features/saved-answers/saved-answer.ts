import type { Outputs } from '../../api.ts'

export type SavedAnswer = Outputs['savedAnswers']['list']['items'][number]
