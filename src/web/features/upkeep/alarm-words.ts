import { useTranslation } from 'react-i18next'
import type { Outputs } from '../../api.ts'

type Alarm = Pick<Outputs['alarms']['list'][number], 'kind' | 'data'>

/** What an alarm says, in the reader's language. */
export function useAlarmWords() {
  const { t } = useTranslation('alarms')
  return {
    title: ({ kind }: Alarm) => t(`kind.${kind}.title`),
    sentence: ({ kind, data }: Alarm) => t(`kind.${kind}.words`, data),
    remedy: ({ kind }: Alarm) => t(`kind.${kind}.remedy`),
  }
}
