import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Calls } from './calls.tsx'
import { CodeButton } from './code-button.tsx'
import { Findings } from './findings.tsx'
import { Replies } from './replies.tsx'
import type { Wizard } from './use-wizard.ts'
import { BLANK_REPLY, BLANK_WEBSITE, isAuthentication } from './values.ts'

const KINDS = ['CALL_TO_ACTION', 'QUICK_REPLY'] as const

/** One kind only; what was written of the other comes back with it. Authentication has its own. */
export function ButtonsStep({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const { buttonKind, replies, calls } = wizard.values
  if (isAuthentication(wizard.values)) return <CodeButton wizard={wizard} />
  const choose = (value: string) =>
    value === 'QUICK_REPLY'
      ? wizard.put({ buttonKind: value, ...(replies.length === 0 && { replies: [BLANK_REPLY] }) })
      : wizard.put({ buttonKind: 'CALL_TO_ACTION', ...(calls.length === 0 && { calls: [BLANK_WEBSITE] }) })

  return (
    <Stack gap={16}>
      <div>
        <SegmentedControl
          aria-label={t('buttons.kind')}
          fullWidth
          value={buttonKind}
          onChange={choose}
          data={KINDS.map((value) => ({ value, label: t(`buttons.kinds.${value}`) }))}
        />
        <Text size="sm" c="dimmed" mt={8}>
          {t(buttonKind === 'QUICK_REPLY' ? 'buttons.intro' : 'buttons.introCalls')}
        </Text>
      </div>
      {buttonKind === 'QUICK_REPLY' ? <Replies wizard={wizard} /> : <Calls wizard={wizard} />}
      <Findings findings={wizard.at('buttons')} onMend={wizard.mend} />
    </Stack>
  )
}
