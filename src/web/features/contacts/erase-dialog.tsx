import { Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { client, orpc } from '../../api.ts'
import { ConsequenceDialog } from '../../ui/consequence-dialog.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'

/** Somebody asked to be forgotten: what goes, what stays, and the number typed. */
export function EraseDialog({ id, opened, onClose }: { id: string; opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const figures = useQuery({
    ...orpc.contacts.erasureFigures.queryOptions({ input: { id }, staleTime: 0, gcTime: 0 }),
    enabled: opened,
  })
  const data = figures.data
  const most = (n: number) => (n >= 1000 ? t('erase.most') : n)
  return (
    <ConsequenceDialog
      opened={opened}
      onClose={onClose}
      title={t('erase.title')}
      verb={t('erase.verb')}
      disabled={!data}
      {...(data && {
        typed: prettyPhone(data.typed),
        figures: [
          { value: most(data.messages), label: t('erase.messages') },
          { value: most(data.files), label: t('erase.files') },
          { value: data.tickets, label: t('erase.tickets') },
        ],
      })}
      onConfirm={async () => {
        await client.contacts.erase({ id, typed: data!.typed })
        toastDone(t('erase.done'))
        await navigate({ to: '/contactos' })
        await queries.invalidateQueries({ queryKey: orpc.contacts.key() })
      }}
    >
      {figures.error ? (
        <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />
      ) : !data ? (
        <LoadingState />
      ) : (
        <Stack gap={8}>
          <Text size="sm">{t('erase.words')}</Text>
          {data.openTickets.length > 0 && (
            <Text size="sm" fw={600}>
              {t('erase.open', {
                count: data.openTickets.length,
                numbers: data.openTickets.map((n) => `#${n}`).join(', '),
              })}
            </Text>
          )}
          {data.waiting > 0 && <Text size="sm">{t('erase.waiting', { count: data.waiting })}</Text>}
          <Text size="sm" c="dimmed">
            {t('erase.stays')}
          </Text>
        </Stack>
      )}
    </ConsequenceDialog>
  )
}
