import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './bulk.module.css'
import type { Line, Outcome } from './use-import.ts'

const OUTCOMES = ['ready', 'requested', 'asked', 'drafted', 'overridable', 'refused', 'exists'] as const

interface Props {
  lines: readonly Line[]
  only: Outcome | null
  onOnly: (outcome: Outcome | null) => void
}

/** How many of each; one shows only its lines. */
export function Summary({ lines, only, onOnly }: Props) {
  const { t } = useTranslation('template-bulk')
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: lines.filter((line) => line.outcome === outcome).length,
  }))
  return (
    <div className={styles.summary} role="group" aria-label={t('filter')}>
      <Choice pressed={only === null} onClick={() => onOnly(null)} count={lines.length} label={t('all')} />
      {counts
        .filter(({ count }) => count > 0)
        .map(({ outcome, count }) => (
          <Choice
            key={outcome}
            pressed={only === outcome}
            onClick={() => onOnly(only === outcome ? null : outcome)}
            count={count}
            label={t(`outcome.${outcome}`)}
          />
        ))}
    </div>
  )
}

function Choice({
  pressed,
  count,
  label,
  onClick,
}: {
  pressed: boolean
  count: number
  label: string
  onClick: () => void
}) {
  return (
    <UnstyledButton className={styles.choice} aria-pressed={pressed} onClick={onClick}>
      <b>{count}</b> {label}
    </UnstyledButton>
  )
}
