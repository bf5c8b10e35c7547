import { Anchor, Modal, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePhone } from '../../../rules/phone.ts'
import { client, orpc, problemOf } from '../../api.ts'
import { useSession } from '../../app/session.ts'
import { Form, useContractForm } from '../../ui/form.tsx'
import { PhoneInput } from '../../ui/phone-input.tsx'

/** A contact by hand: a number, and what it is called. The rest is filled in on its page. */
export function NewContactDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('contacts')
  return (
    <Modal opened={opened} onClose={onClose} title={t('new.title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <NewContact onClose={onClose} />
    </Modal>
  )
}

function NewContact({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const country = useSession().active?.country ?? 'PE'
  const [owner, setOwner] = useState<string | null>(null)
  const form = useContractForm({
    initialValues: { phone: '', name: '' },
    also: ({ phone }) => ({ phone: parsePhone(phone, country as 'PE') === null ? t('new.wrongPhone') : undefined }),
  })
  return (
    <Form
      form={form}
      submitLabel={t('new.make')}
      onSubmit={async (values) => {
        setOwner(null)
        try {
          const { id } = await client.contacts.create({ ...values, name: values.name.trim(), attributes: {} })
          void queries.invalidateQueries({ queryKey: orpc.contacts.key() })
          onClose()
          await navigate({ to: '/contactos/$contactId', params: { contactId: id } })
        } catch (error) {
          const { code, data } = problemOf(error)
          if (code === 'address_taken') setOwner((data as { contactId: string }).contactId)
          throw error
        }
      }}
    >
      <PhoneInput
        label={t('column.phone')}
        withAsterisk
        country={country}
        {...form.getInputProps('phone')}
        value={form.values.phone}
        data-path="phone"
      />
      {owner && (
        <Text size="sm">
          <Anchor renderRoot={(props) => <Link to="/contactos/$contactId" params={{ contactId: owner }} {...props} />}>
            {t('new.seeOwner')}
          </Anchor>
        </Text>
      )}
      <TextInput label={t('column.name')} size="md" maxLength={120} {...form.getInputProps('name')} />
    </Form>
  )
}
