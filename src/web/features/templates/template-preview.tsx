import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fill } from '../../../rules/parameters.ts'
import { orpc } from '../../api.ts'
import { Bubble, PhonePreview } from '../../ui/bubble.tsx'
import { useDates } from '../../ui/dates.ts'
import type { TemplateDetail } from './template-words.ts'

type Content = Pick<TemplateDetail, 'header' | 'headerSample' | 'body' | 'footer' | 'buttons' | 'parameters'>

/** As the contact will see it: samples in place of parameters, the name of those that have none yet. */
export function TemplatePreview({ content, channelId }: { content: Content; channelId: string }) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const [now] = useState(() => new Date())
  const { data: channel } = useQuery(orpc.channels.get.queryOptions({ input: { id: channelId } }))
  const { header, headerSample, body, footer, buttons, parameters } = content
  const given = parameters.filter(({ sample }) => sample !== '')
  const samples = Object.fromEntries(given.map(({ n, sample }) => [String(n), sample]))
  const names = Object.fromEntries(parameters.map(({ n, name }) => [String(n), name]))
  const isEmpty = !body && !header && !footer && buttons.length === 0

  return (
    <PhonePreview name={channel?.businessName ?? ''}>
      {isEmpty ? (
        <Text size="sm" ta="center" mt={48} c="light-dark(#4a545f, #b3bbc5)">
          {t('previewEmpty')}
        </Text>
      ) : (
        <Bubble
          header={header && fill(header, headerSample ? { h1: headerSample } : {}, 'h')}
          body={fill(body, samples)}
          footer={footer}
          buttons={buttons}
          names={names}
          time={dates.time(now)}
          status="delivered"
        />
      )}
    </PhonePreview>
  )
}
