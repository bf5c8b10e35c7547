import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { InvitePerson } from '../../../contract/people.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { CopyField } from '../../ui/copy-field.tsx'
import { useDates } from '../../ui/dates.ts'
import { Form, useContractForm } from '../../ui/form.tsx'

interface Props {
  opened: boolean
  onClose: () => void
}

export function InviteDialog({ opened, onClose }: Props) {
  const { t } = useTranslation('people')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <Invite onClose={onClose} />
    </Modal>
  )
}

function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people')
  const queries = useQueryClient()
  const dates = useDates()
  const [made, setMade] = useState<(Outputs['people']['invite'] & { name: string }) | null>(null)
  const form = useContractForm<{ name: string; email: string; role: 'admin' | 'agent' }>({
    schema: InvitePerson,
    initialValues: { name: '', email: '', role: 'agent' },
  })

  if (made) {
    return (
      <Stack gap={16}>
        <Text>{t('invite.made', { name: made.name })}</Text>
        <CopyField label={t('invite.link')} value={made.link} />
        <Text size="sm" c="dimmed">
          {t('invite.expires', { when: dates.full(made.expiresAt) })}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('invite.finish')}</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <Form
      form={form}
      submitLabel={t('invite.submit')}
      aside={
        <Button variant="default" size="md" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
      }
      onSubmit={async (values) => {
        const invitation = await client.people.invite(values)
        setMade({ ...invitation, name: values.name })
        await queries.invalidateQueries({ queryKey: orpc.people.key() })
      }}
    >
      <TextInput label={t('invite.name')} withAsterisk size="md" data-autofocus {...form.getInputProps('name')} />
      <TextInput label={t('invite.email')} type="email" withAsterisk size="md" {...form.getInputProps('email')} />
      <Radio.Group label={t('invite.role')} withAsterisk size="md" {...form.getInputProps('role')}>
        <Stack gap={10} mt={6}>
          <Radio value="agent" label={t('invite.agent')} description={t('invite.agentHelp')} />
          <Radio value="admin" label={t('invite.admin')} description={t('invite.adminHelp')} />
        </Stack>
      </Radio.Group>
    </Form>
  )
}
