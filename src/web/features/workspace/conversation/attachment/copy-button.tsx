import { ActionIcon, CopyButton as Copying, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'

/** `what` names it to those who do not see what stands beside it. */
export function CopyButton({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation('ui')
  return (
    <Copying value={value}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? 'copied' : 'copy')}>
          <ActionIcon variant="default" size={28} aria-label={what} onClick={copy}>
            <Icon name={copied ? 'check' : 'copy'} size={16} />
          </ActionIcon>
        </Tooltip>
      )}
    </Copying>
  )
}
