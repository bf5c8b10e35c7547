import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api.ts'
import { useTemplateWords } from '../templates/template-words.ts'

type OfTemplate = Outputs['reach']['ofTemplate']
export type SeeingPerson = OfTemplate['items'][number]
export type Place = OfTemplate['places'][number]
export type SeenTemplate = Outputs['reach']['ofPerson']['items'][number]
export type Bar = OfTemplate['bars'][number]

/** AS-3: what hides a template, as sentences. */
export function useBars() {
  const { t } = useTranslation('reach')
  const words = useTemplateWords()
  return (
    bar: Bar,
    { status, statusWord, channel }: Pick<SeenTemplate, 'status' | 'statusWord' | 'channel'>,
  ): string => {
    if (bar === 'not_approved') return t(`bar.${status}`)
    if (bar === 'held_back') return t('bar.held_back', { word: (words.word(statusWord) ?? statusWord).toLowerCase() })
    if (bar !== 'channel') return t(`bar.${bar}`)
    return t('bar.channel', { alias: channel.alias, state: t(`channels:state.${channel.state}`).toLowerCase() })
  }
}
