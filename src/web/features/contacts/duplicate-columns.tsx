import { Anchor, Button, Group } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { prettyPhone } from '../../../rules/phone.ts'
import { client, orpc } from '../../api.ts'
import type { Column } from '../../ui/data-table.tsx'
import { HelpHint } from '../../ui/help-hint.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { Duplicate } from './duplicate.ts'
import styles from './duplicates.module.css'
import { MergeDialog } from './merge-dialog.tsx'

export function useDuplicateColumns(): Column<Duplicate>[] {
  const { t } = useTranslation('contacts')
  return [
    {
      key: 'contact',
      header: t('duplicates.contact'),
      card: 'title',
      help: (
        <HelpHint about={t('duplicates.title')} example={t('duplicates.example')}>
          {t('duplicates.help')}
        </HelpHint>
      ),
      cell: ({ contact }) => <Contact contact={contact} />,
    },
    { key: 'other', header: t('duplicates.other'), cell: ({ other }) => <Contact contact={other} /> },
    {
      key: 'why',
      header: t('duplicates.why'),
      cell: (pair) => <span className={styles.why}>{t('duplicates.cause', namesOf(pair, t('nameless')))}</span>,
    },
    {
      key: 'seen',
      header: t('duplicates.seen'),
      cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
    },
    {
      key: 'actions',
      header: t('duplicates.actions'),
      align: 'end',
      card: 'actions',
      cell: (pair) => (
        <Group gap={8} justify="flex-end" wrap="nowrap">
          <Join pair={pair} />
          <Dismiss pair={pair} />
        </Group>
      ),
    },
  ]
}

const shownOf = ({ kind, shown }: Duplicate['contact']['addresses'][number]) =>
  kind === 'user_id' ? shown : prettyPhone(shown)

const namesOf = ({ contact, other }: Duplicate, nameless: string) => ({
  name: contact.name || nameless,
  other: other.name || nameless,
})

function Contact({ contact: { id, name, addresses } }: { contact: Duplicate['contact'] }) {
  const { t } = useTranslation('contacts')
  return (
    <div className={styles.contact}>
      <Anchor
        size="sm"
        className={styles.name}
        renderRoot={(props) => <Link to="/contactos/$contactId" params={{ contactId: id }} {...props} />}
      >
        {name || t('nameless')}
      </Anchor>
      {addresses.map((address) => (
        <span key={address.kind + address.shown} className={styles.address}>
          {address.kind === 'user_id' ? t('userId', { id: address.shown }) : shownOf(address)}
        </span>
      ))}
    </div>
  )
}

function Join({ pair }: { pair: Duplicate }) {
  const { t } = useTranslation('contacts')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button
        size="xs"
        onClick={() => setOpened(true)}
        aria-label={`${t('merge.open')}: ${pair.contact.name || t('nameless')}, ${pair.other.name || t('nameless')}`}
      >
        {t('merge.open')}
      </Button>
      <MergeDialog
        pair={opened ? { id: pair.contact.id, otherId: pair.other.id } : null}
        onClose={() => setOpened(false)}
      />
    </>
  )
}

/** Done at once, and taken back by the toast. */
function Dismiss({ pair }: { pair: Duplicate }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.contacts.key() })
  const restore = () =>
    void client.contacts.restoreDuplicate({ id: pair.id }).then(refresh, (error: unknown) => toastProblem(error))
  const dismiss = useMutation(
    orpc.contacts.dismissDuplicate.mutationOptions({
      onSuccess: async () => {
        toastDone(t('duplicates.dismissed', namesOf(pair, t('nameless'))), restore)
        await refresh()
      },
      onError: toastProblem,
    }),
  )
  return (
    <Button
      variant="default"
      size="xs"
      loading={dismiss.isPending}
      onClick={() => dismiss.mutate({ id: pair.id })}
      aria-label={`${t('duplicates.dismiss')}: ${pair.contact.name || t('nameless')}, ${pair.other.name || t('nameless')}`}
    >
      {t('duplicates.dismiss')}
    </Button>
  )
}
