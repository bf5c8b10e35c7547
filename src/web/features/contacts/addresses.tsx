import { ActionIcon, Anchor, Button, Group, Stack, Text, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePhone, prettyPhone } from '../../../rules/phone.ts'
import { client, orpc, problemOf } from '../../api.ts'
import { useSession } from '../../app/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { PhoneInput } from '../../ui/phone-input.tsx'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { ContactCard } from './contact.ts'
import { MergeDialog } from './merge-dialog.tsx'
import styles from './contacts.module.css'

/** The numbers and ids that reach the contact. A WhatsApp id that only repeats a number is the number (TK-1). */
export function Addresses({ contact }: { contact: ContactCard }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.contacts.key() })
  const numbers = new Set(contact.addresses.flatMap((a) => (a.kind === 'phone' ? [a.value] : [])))
  const shown = contact.addresses.filter((a) => a.kind !== 'whatsapp' || !numbers.has(a.value))
  const onSuccess = async () => {
    await refresh()
    toastDone(t('ui:saved'))
  }
  const primary = useMutation(orpc.contacts.setPrimary.mutationOptions({ onSuccess, onError: toastProblem }))
  const remove = useMutation(orpc.contacts.removeAddress.mutationOptions({ onSuccess, onError: toastProblem }))
  return (
    <Stack gap={12}>
      <ul className={styles.lines}>
        {shown.map((a) => (
          <li key={a.kind + a.value}>
            <span className={styles.number}>
              {a.kind === 'user_id' ? t('userId', { id: a.shown }) : prettyPhone(a.shown)}
            </span>
            {a.primary && shown.length > 1 && (
              <Text size="xs" c="dimmed" component="span">
                {t('address.first')}
              </Text>
            )}
            <Group gap={4} ml="auto" wrap="nowrap">
              {a.kind === 'phone' && !a.primary && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  loading={primary.isPending && primary.variables.value === a.value}
                  onClick={() => primary.mutate({ id: contact.id, value: a.value })}
                >
                  {t('address.makeFirst')}
                </Button>
              )}
              {shown.length > 1 && (
                <Tooltip label={t('address.remove')}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`${t('address.remove')}: ${a.shown}`}
                    onClick={() => remove.mutate({ id: contact.id, kind: a.kind, value: a.value })}
                  >
                    <Icon name="trash" size={16} />
                  </ActionIcon>
                </Tooltip>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {adding ? (
        <AddNumber contact={contact} onDone={() => setAdding(false)} />
      ) : (
        <Button
          variant="default"
          size="xs"
          leftSection={<Icon name="plus" size={14} />}
          onClick={() => setAdding(true)}
          w="fit-content"
        >
          {t('address.add')}
        </Button>
      )}
    </Stack>
  )
}

function AddNumber({ contact, onDone }: { contact: ContactCard; onDone: () => void }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const country = useSession().active?.country ?? 'PE'
  const [phone, setPhone] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [owner, setOwner] = useState<string | null>(null)
  const [merging, setMerging] = useState(false)
  const add = async () => {
    if (parsePhone(phone, country as 'PE') === null) return setError(t('new.wrongPhone'))
    setBusy(true)
    setOwner(null)
    try {
      await client.contacts.addAddress({ id: contact.id, phone })
      await queries.invalidateQueries({ queryKey: orpc.contacts.key() })
      onDone()
    } catch (problem) {
      const { title, code, data } = problemOf(problem)
      setError(title)
      if (code === 'address_taken') setOwner((data as { contactId: string }).contactId)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <PhoneInput label={t('address.new')} country={country} value={phone} onChange={setPhone} error={error} />
      {owner && (
        <Group gap={12} mt={8}>
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/contactos/$contactId" params={{ contactId: owner }} {...props} />}
          >
            {t('new.seeOwner')}
          </Anchor>
          <Anchor size="sm" component="button" type="button" onClick={() => setMerging(true)}>
            {t('merge.open')}
          </Anchor>
          <MergeDialog pair={merging ? { id: contact.id, otherId: owner } : null} onClose={() => setMerging(false)} />
        </Group>
      )}
      <Group gap={8} mt={12}>
        <Button size="xs" type="submit" loading={busy}>
          {t('address.add')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('ui:cancel')}
        </Button>
      </Group>
    </form>
  )
}
