import { ActionIcon, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/session.ts'
import { Icon } from '../../../ui/icon.tsx'
import { ExchangesDialog } from '../../exchanges/exchanges-dialog.tsx'
import styles from './message-exchange.module.css'

/** RE-3: beside a bubble that went out, for owners and admins, what was said to the provider about it. */
export function MessageExchange({ id, sent, children }: { id: string; sent: boolean; children: ReactNode }) {
  const { t } = useTranslation('exchanges')
  const [opened, dialog] = useDisclosure()
  const may = useMay()
  if (!sent || !may('exchanges.read')) return children
  return (
    <div className={styles.place}>
      <Tooltip label={t('see')}>
        <ActionIcon
          className={styles.button}
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t('see')}
          onClick={dialog.open}
        >
          <Icon name="info" size={16} />
        </ActionIcon>
      </Tooltip>
      {children}
      {opened && <ExchangesDialog of="message" id={id} opened onClose={dialog.close} />}
    </div>
  )
}
