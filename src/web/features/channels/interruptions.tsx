import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice.tsx'
import type { Interruption } from './channel.ts'
import { useChannelWords } from './channel-words.ts'

/** Each open interruption: cause in plain words, since when, what to do (CH-5). */
export function Interruptions({ interruptions }: { interruptions: Interruption[] }) {
  const { t } = useTranslation('channels')
  const words = useChannelWords()
  return interruptions.map((interruption) => (
    <Notice
      key={interruption.cause + interruption.openedAt}
      tone="red"
      title={`${words.cause(interruption)} · ${words.since(interruption.openedAt)}`}
    >
      <Text size="sm">{words.remedy(interruption)}</Text>
      {interruption.detail && (
        <Text size="sm" mt={8}>
          {t('detail', { detail: interruption.detail })}
        </Text>
      )}
    </Notice>
  ))
}
