import { useTranslation } from 'react-i18next'
import { useAbout } from '../../app/session.ts'
import { useDates } from '../../ui/dates.ts'
import { estimate, type Interruption, limitOf } from './channel.ts'

const qualities = ['GREEN', 'YELLOW', 'RED']

/** What the provider tells in its own words, said to a person. */
export function useChannelWords() {
  const { t } = useTranslation('channels')
  const about = useAbout()
  const dates = useDates()
  const provider = { providerName: about?.providerName ?? '' }
  return {
    quality: (word: string | null) => {
      if (word === null || word === 'UNKNOWN') return '—'
      return qualities.includes(word) ? t(`quality.${word}`) : word
    },
    limit: (word: string | null) => {
      const count = limitOf(word ?? '')
      if (count !== null) return t('limit.perDay', { count, number: new Intl.NumberFormat(dates.locale).format(count) })
      return word === 'TIER_UNLIMITED' ? t('limit.none') : null
    },
    estimate: () => {
      if (!about) return ''
      const { unit, ...range } = estimate(about.estimateDays, dates.locale)
      return t(`estimate.${unit}`, range)
    },
    cause: ({ cause }: Pick<Interruption, 'cause'>) => t(`cause.${cause}.what`, provider),
    remedy: ({ cause }: Interruption) => t(`cause.${cause}.remedy`, provider),
    // Unbreakable, so that "10:42 a. m." stays in one piece.
    since: (at: string) =>
      t('since', {
        at: (dates.date(at) === dates.date(new Date()) ? dates.time(at) : dates.date(at)).replaceAll(' ', '\u00A0'),
      }),
  }
}
