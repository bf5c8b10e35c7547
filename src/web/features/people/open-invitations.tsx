import { Button, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc, type Outputs } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import styles from './people.module.css'

type Invitation = Outputs['people']['invitations'][number]
const idOf = (invitation: Invitation) => invitation.id

/** Links that nobody has used yet; the section is not there when there are none. */
export function OpenInvitations() {
  const { t } = useTranslation('people')
  const queries = useQueryClient()
  const mayWrite = useMay()('people.write')
  const invitations = useQuery(orpc.people.invitations.queryOptions())
  const withdraw = useMutation(
    orpc.people.withdrawInvitation.mutationOptions({
      onSuccess: () => toastDone(t('invitations.withdrawn')),
      onError: toastProblem,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.people.key() }),
    }),
  )
  if (!invitations.data?.length) return null

  const columns: Column<Invitation>[] = [
    { key: 'name', header: t('column.person'), card: 'title', cell: ({ name }) => name },
    { key: 'email', header: t('invite.email'), cell: ({ email }) => email },
    {
      key: 'role',
      header: t('column.role'),
      cell: ({ role }) => <span className={styles.role}>{t(`ui:role.${role}`)}</span>,
    },
    { key: 'expires', header: t('invitations.expires'), cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
    {
      key: 'actions',
      header: t('column.actions'),
      align: 'end',
      card: 'actions',
      cell: ({ id, name }) =>
        mayWrite && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('invitations.withdrawOf', { name })}
            loading={withdraw.isPending && withdraw.variables.id === id}
            onClick={() => withdraw.mutate({ id })}
          >
            {t('invitations.withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <section className={styles.invitations}>
      <Title order={2} mb={12}>
        {t('invitations.title')}
      </Title>
      <DataTable
        label={t('invitations.title')}
        columns={columns}
        list={wholeRows(invitations)}
        rowKey={idOf}
        empty={null}
      />
    </section>
  )
}
