import { Group, Radio, Text } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './wizard.module.css'

interface Props {
  value: string
  label: string
  help?: string | undefined
  icon?: ReactNode
  disabled?: boolean
}

/** One of several, with what it means. */
export function ChoiceCard({ value, label, help, icon, disabled = false }: Props) {
  const id = useId()
  return (
    <Radio.Card
      value={value}
      disabled={disabled}
      className={styles.card}
      aria-labelledby={`${id}-label`}
      aria-describedby={help ? `${id}-help` : undefined}
    >
      <Group wrap="nowrap" align="flex-start" gap={12}>
        <Radio.Indicator />
        <div>
          <Text id={`${id}-label`} fw={600} className={styles.cardLabel}>
            {icon}
            {label}
          </Text>
          {help && (
            <Text id={`${id}-help`} size="sm" c="dimmed">
              {help}
            </Text>
          )}
        </div>
      </Group>
    </Radio.Card>
  )
}
