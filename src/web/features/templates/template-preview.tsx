import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authenticationText } from '../../../rules/authentication-text.ts'
import { fill } from '../../../rules/parameters.ts'
import { fillRanges } from '../../../rules/template-preview.ts'
import { orpc } from '../../api.ts'
import { Bubble } from '../../ui/bubble.tsx'
import type { BubbleButton } from '../../ui/bubble-buttons.tsx'
import type { BubbleFile } from '../../ui/bubble-media.tsx'
import { useDates } from '../../ui/dates.ts'
import type { Mark } from '../../ui/formatted-text.tsx'
import { PhonePreview } from '../../ui/phone-preview.tsx'

/** What is known of a template, finished or half written. */
interface Content {
  category?: string | null
  language: string
  type?: string | undefined
  header: string | null
  headerSample: string | null
  body: string
  footer: string | null
  buttons: readonly BubbleButton[]
  parameters: readonly { n: number; name: string; sample: string }[]
  auth?: { securityNote: boolean; codeMinutes: number | null } | null | undefined
}

interface Props {
  content: Content
  channelId: string
  /** The file that heads it, as far as it is known. */
  file?: Omit<BubbleFile, 'kind'> | undefined
  /** Words of the body as written that a finding is about. */
  marks?: readonly Mark[]
}

const NO_MARKS: readonly Mark[] = []

/** As the contact will see it: samples in place of parameters, the name of those that have none yet. */
export function TemplatePreview({ content, channelId, file, marks = NO_MARKS }: Props) {
  const { t } = useTranslation('templates')
  const dates = useDates()
  const [now] = useState(() => new Date())
  const { data: channel } = useQuery(orpc.channels.get.queryOptions({ input: { id: channelId } }))
  const { header, headerSample, body, footer, buttons } = withPreset(content)
  const given = content.parameters.filter(({ sample }) => sample !== '')
  const samples = Object.fromEntries(given.map(({ n, sample }) => [String(n), sample]))
  const names = Object.fromEntries(content.parameters.map(({ n, name }) => [String(n), name]))
  const kind = content.type ?? 'TEXT'
  const hasFile = kind === 'IMAGE' || kind === 'VIDEO' || kind === 'DOCUMENT' || kind === 'LOCATION'
  const isEmpty = !body && !header && !footer && !hasFile && buttons.length === 0
  const filled = fillRanges(body, samples, marks)

  return (
    <PhonePreview name={channel?.businessName ?? ''}>
      {isEmpty ? (
        <Text size="sm" ta="center" mt={48} c="light-dark(#4a545f, #b3bbc5)">
          {t('previewEmpty')}
        </Text>
      ) : (
        <Bubble
          file={hasFile ? { kind, ...file } : null}
          header={header && fill(header, headerSample ? { h1: headerSample } : {}, 'h')}
          body={filled.text}
          footer={footer}
          buttons={buttons}
          names={names}
          marks={filled.ranges}
          fold={content.category === 'MARKETING' ? 'marketing' : 'long'}
          time={dates.time(now)}
          status="delivered"
        />
      )}
    </PhonePreview>
  )
}

/** WhatsApp words Authentication itself; until it has answered the preset stands for its text. */
function withPreset(content: Content): Content {
  if (content.category !== 'AUTHENTICATION' || content.body !== '') return content
  const { body, footer, copy } = authenticationText(
    content.language,
    content.auth ?? { securityNote: true, codeMinutes: 10 },
  )
  const buttons = content.buttons.length > 0 ? content.buttons : [{ type: 'COPY_CODE', text: copy }]
  return { ...content, header: null, body, footer, buttons }
}
