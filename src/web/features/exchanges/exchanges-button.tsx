import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/icon.tsx'
import { ExchangesDialog } from './exchanges-dialog.tsx'
import type { ExchangeSubject } from './use-exchanges.ts'

export function ExchangesButton({ of, id }: { of: ExchangeSubject | 'channel for operator'; id: string }) {
  const { t } = useTranslation('exchanges')
  const [opened, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" size="xs" leftSection={<Icon name="eye" size={16} />} onClick={dialog.open}>
        {t(of === 'template' ? 'see' : 'seeAll')}
      </Button>
      <ExchangesDialog of={of} id={id} opened={opened} onClose={dialog.close} />
    </>
  )
}
