import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

/** WS-10: whether contacts see that their messages were read; on until somebody turns it off. */
export function ReadReceipts() {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const settings = useQuery(orpc.companies.settings.queryOptions({ staleTime: Infinity }))
  const change = useMutation(
    orpc.companies.updateSettings.mutationOptions({
      onSuccess: (saved) => {
        queries.setQueryData(orpc.companies.settings.queryKey(), saved)
        toastDone(t('ui:saved'))
      },
      onError: toastProblem,
    }),
  )
  return (
    <Section id="lectura" title={t('receipts.title')} sentence={t('receipts.sentence')}>
      <Switch
        size="md"
        label={t('receipts.switch')}
        disabled={!settings.data || change.isPending}
        checked={settings.data?.readReceipts ?? true}
        onChange={(event) => change.mutate({ readReceipts: event.currentTarget.checked })}
      />
    </Section>
  )
}
