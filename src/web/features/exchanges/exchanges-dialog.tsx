import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ExchangeList } from './exchange-list.tsx'
import { type ExchangeSubject, useExchanges, useOperatorExchanges } from './use-exchanges.ts'

interface Props {
  of: ExchangeSubject | 'channel for operator'
  id: string
  opened: boolean
  onClose: () => void
}

/** RE-3: what was said to the provider about one thing, and what it answered. */
export function ExchangesDialog({ of, id, opened, onClose }: Props) {
  const { t } = useTranslation('exchanges')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('ui:close') }}
    >
      {of === 'channel for operator' ? <OperatorList id={id} /> : <OwnList of={of} id={id} />}
    </Modal>
  )
}

const OwnList = ({ of, id }: { of: ExchangeSubject; id: string }) => <ExchangeList query={useExchanges(of, id)} />
const OperatorList = ({ id }: { id: string }) => <ExchangeList query={useOperatorExchanges(id)} />
