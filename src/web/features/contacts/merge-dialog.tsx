import { Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { client, orpc, type Outputs, problemOf } from '../../api.ts'
import { useDates } from '../../ui/dates.ts'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { toastDone } from '../../ui/toast.tsx'
import styles from './contacts.module.css'

interface Pair {
  id: string
  otherId: string
}
type Preview = Outputs['contacts']['mergePreview']

/** TK-2: which of the two stays, what is chosen where they differ, and exactly what happens. */
export function MergeDialog({ pair, onClose }: { pair: Pair | null; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const preview = useQuery(
    orpc.contacts.mergePreview.queryOptions({ input: pair ?? skipToken, staleTime: 0, gcTime: 0 }),
  )
  return (
    <Modal
      opened={pair !== null}
      onClose={onClose}
      title={t('merge.title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.data && pair ? (
        <Merge pair={pair} preview={preview.data} onClose={onClose} />
      ) : (
        <LoadingState />
      )}
    </Modal>
  )
}

function Merge({ pair, preview, onClose }: { pair: Pair; preview: Preview; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [choices, setChoices] = useState<Record<string, 'kept' | 'gone'>>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const { kept, gone, conflicts, figures, closing, optedOut } = preview

  const merge = async () => {
    setBusy(true)
    setError(null)
    try {
      const { id } = await client.contacts.merge({ ...pair, choices })
      await Promise.all(
        [orpc.contacts.key(), orpc.workspace.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
      )
      toastDone(t('merge.done'))
      onClose()
      await navigate({ to: '/contactos/$contactId', params: { contactId: id } })
    } catch (problem) {
      setError(problemOf(problem).title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void merge()
      }}
    >
      <Stack gap={16}>
        <div className={styles.sides}>
          <Side side={kept} title={t('merge.kept')} />
          <Side side={gone} title={t('merge.gone')} />
        </div>
        {conflicts.length > 0 && (
          <Stack gap={8}>
            <Text fw={600} size="sm">
              {t('merge.conflicts')}
            </Text>
            <Table.ScrollContainer minWidth={280}>
              <Table verticalSpacing={8}>
                <Table.Tbody>
                  {conflicts.map(({ key, label, ...values }) => {
                    const name = key === 'name' ? t('column.name') : label
                    return (
                      <Table.Tr key={key}>
                        <Table.Th scope="row">{name}</Table.Th>
                        {(['kept', 'gone'] as const).map((side) => (
                          <Table.Td key={side}>
                            <Radio
                              name={`merge-${key}`}
                              label={values[side]}
                              aria-label={`${name}: ${values[side]}`}
                              checked={(choices[key] ?? 'kept') === side}
                              onChange={() => setChoices({ ...choices, [key]: side })}
                            />
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    )
                  })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Stack>
        )}
        <Stack gap={4} component="ul" className={styles.consequences}>
          <li>{t('merge.moves', { tickets: figures.tickets, interactions: figures.interactions })}</li>
          {figures.waiting > 0 && <li>{t('merge.waiting', { count: figures.waiting })}</li>}
          {closing.map((c) => (
            <li key={c.closed}>{t('merge.closing', c)}</li>
          ))}
          {optedOut && <li>{t('merge.optedOut')}</li>}
        </Stack>
        <Notice tone="amber">{t('merge.final')}</Notice>
        {error && (
          <Notice tone="red" alert>
            {error}
          </Notice>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('merge.verb')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Side({ side, title }: { side: Preview['kept']; title: string }) {
  const { t } = useTranslation('contacts')
  const { date } = useDates()
  return (
    <div className={styles.side}>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text fw={600}>{side.name || t('nameless')}</Text>
      {side.addresses.map((a) => (
        <Text key={a} size="sm" className={styles.number}>
          {prettyPhone(a)}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t('merge.since', { when: date(side.createdAt) })}
        {side.optedOut && ` · ${t('optedOut')}`}
      </Text>
    </div>
  )
}
