import { ActionIcon, Popover, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'

interface Props {
  /** The concept, for the button's name: "Ayuda: categoría". */
  about: string
  /** Two sentences. */
  children: ReactNode
  example?: ReactNode
}

/** The `?` beside a concept. */
export function HelpHint({ about, children, example }: Props) {
  const { t } = useTranslation('ui')
  return (
    <Popover width={300} withArrow shadow="md" trapFocus={false} withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('help', { about })}>
          <Icon name="help" size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{children}</Text>
        {example && (
          <Text size="sm" mt={8} c="dimmed">
            {t('example')} {example}
          </Text>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
