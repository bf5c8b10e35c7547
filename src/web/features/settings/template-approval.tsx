import { Group, Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client, orpc } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

/** TP-10: whether somebody else says yes before a template is requested. */
export function TemplateApproval() {
  const { t } = useTranslation('template-approval')
  const setting = useQuery(orpc.approvals.setting.queryOptions({ refetchOnMount: 'always' }))
  return (
    <Section id="aprobacion" title={t('setting.title')} sentence={t('setting.sentence')}>
      {setting.data ? (
        <ApprovalSwitch {...setting.data} />
      ) : setting.error ? (
        <ErrorState error={setting.error} onRetry={() => void setting.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Section>
  )
}

function ApprovalSwitch({ on, waiting }: { on: boolean; waiting: number }) {
  const { t } = useTranslation('template-approval')
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const set = async (wanted: boolean) => {
    await client.approvals.set({ on: wanted })
    await queries.invalidateQueries({ queryKey: orpc.approvals.key() })
    toastDone(t(wanted ? 'setting.on' : 'setting.off'))
  }
  return (
    <>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <Switch
          checked={on}
          label={t('setting.switch')}
          description={t('setting.switchHelp')}
          onChange={({ currentTarget: { checked } }) =>
            !checked && waiting > 0 ? setAsking(true) : void set(checked).catch(toastProblem)
          }
        />
        <HelpHint about={t('about')} example={t('helpExample')}>
          {t('help')}
        </HelpHint>
      </Group>
      <ConsequenceDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('setting.offTitle')}
        figures={[{ value: waiting, label: t('setting.offWaiting', { count: waiting }) }]}
        verb={t('setting.offVerb')}
        onConfirm={() => set(false)}
      >
        {t('setting.offWhat')}
      </ConsequenceDialog>
    </>
  )
}
