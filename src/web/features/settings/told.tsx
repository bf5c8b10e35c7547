import { Checkbox, Table, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastProblem } from '../../ui/toast.tsx'
import { Section } from './section.tsx'

type Preference = Outputs['notifications']['preferences']['items'][number]

/** What this person is told of, and how: each tick counts at once. */
export function Told() {
  const { t } = useTranslation('settings')
  const told = useQuery(orpc.notifications.preferences.queryOptions())
  return (
    <Section id="avisos" title={t('told.title')} sentence={t('told.sentence')}>
      {told.data ? (
        <>
          {!told.data.mailIsSet && <Notice tone="blue" title={t('told.noMail')} />}
          <Kinds items={told.data.items} />
        </>
      ) : told.error ? (
        <ErrorState error={told.error} onRetry={() => void told.refetch()} />
      ) : (
        <LoadingState />
      )}
    </Section>
  )
}

function Kinds({ items }: { items: Preference[] }) {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const set = useMutation(
    orpc.notifications.setPreference.mutationOptions({
      onError: toastProblem,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.notifications.preferences.key() }),
    }),
  )
  // What was ticked shows at once; the answer comes after it.
  const shown = (item: Preference) => (set.isPending && set.variables.kind === item.kind ? set.variables : item)
  return (
    <Table verticalSpacing={6} horizontalSpacing={8} aria-label={t('told.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('told.kind')}</Table.Th>
          <Table.Th>{t('told.bell')}</Table.Th>
          <Table.Th>{t('told.mail')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => {
          const { kind, mailed } = item
          const { bell, mail } = shown(item)
          const name = t(`told.kinds.${kind}`)
          return (
            <Table.Tr key={kind}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <Checkbox
                  checked={bell}
                  aria-label={t('told.byBell', { kind: name })}
                  onChange={(event) => set.mutate({ kind, mail, bell: event.currentTarget.checked })}
                />
              </Table.Td>
              <Table.Td>
                {mailed ? (
                  <Checkbox
                    checked={mail}
                    aria-label={t('told.byMail', { kind: name })}
                    onChange={(event) => set.mutate({ kind, bell, mail: event.currentTarget.checked })}
                  />
                ) : (
                  <Text size="xs" c="dimmed">
                    {t('told.onlyBell')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
