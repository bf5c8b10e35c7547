import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SendForm } from './send-form.tsx'
import { type SendTarget, targetKey } from './target.ts'
import { usePhone } from '../../../ui/use-phone.ts'

/** WS-1: sending a template, from "Nuevo mensaje", a ticket, or a send without answer. */
export function SendDialog({ target, onClose }: { target: SendTarget | null; onClose: () => void }) {
  const { t } = useTranslation('workspace')
  const phone = usePhone()
  // What is shown while the dialog leaves.
  const [last, setLast] = useState<SendTarget>({})
  if (target && target !== last) setLast(target)
  return (
    <Modal
      opened={target !== null}
      onClose={onClose}
      title={t(last.ticketId || last.contactId ? 'sendTemplate' : 'newMessage')}
      size={960}
      fullScreen={phone}
      padding={0}
      styles={{ header: { padding: '12px 24px' } }}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      <SendForm key={targetKey(last)} target={last} onClose={onClose} />
    </Modal>
  )
}
