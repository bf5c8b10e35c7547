import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Page } from '../../ui/page.tsx'
import { wholeRows } from '../../ui/rows.ts'
import { EmptyState } from '../../ui/states.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { usePeopleColumns } from './people-columns.tsx'
import type { Person } from './use-person-actions.ts'

const idOf = (person: Person) => person.userId

/** Equipo: who belongs to the company, with which role, and who is invited. */
export function PeoplePage() {
  const { t } = useTranslation('people')
  const [inviting, invite] = useDisclosure()
  const people = useQuery(orpc.people.list.queryOptions())
  const active = people.data?.filter((person) => person.active).length
  const mayWrite = useMay()('people.write')

  return (
    <Page
      title={t('title')}
      sentence={active === undefined ? null : t('count', { count: active })}
      action={
        mayWrite && (
          <Button leftSection={<Icon name="plus" />} onClick={invite.open}>
            {t('invite.open')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('title')}
        columns={usePeopleColumns()}
        list={wholeRows(people)}
        rowKey={idOf}
        empty={<EmptyState>{t('empty')}</EmptyState>}
      />
      <OpenInvitations />
      <InviteDialog opened={inviting} onClose={invite.close} />
    </Page>
  )
}
