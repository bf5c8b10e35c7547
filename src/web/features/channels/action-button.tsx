import { ActionIcon, Tooltip } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon, type IconName } from '../../ui/icon.tsx'
import styles from './channels.module.css'

interface Props {
  icon: IconName
  name: string
  /** The channel it acts upon, for screen readers. */
  of: string
  /** Why it cannot be done now; it stays in its place and says so. */
  hindered: string | null
  to?: string
  hash?: string
  onClick?: () => void
}

/** One icon of the column "Acciones", with its name on hover and for screen readers (CH-7). */
export function ActionButton({ icon, name, of, hindered, to, hash, onClick }: Props) {
  const look = { variant: 'subtle', color: 'gray', size: 32 } as const
  const label = hindered ? `${name}: ${hindered}` : name
  const spoken = hindered ? `${name}, ${of}: ${hindered}` : `${name}, ${of}`
  return (
    <Tooltip label={label} multiline maw={260} events={{ hover: true, focus: true, touch: true }}>
      {hindered ? (
        <ActionIcon {...look} className={styles.faded} aria-disabled aria-label={spoken}>
          <Icon name={icon} />
        </ActionIcon>
      ) : to === undefined ? (
        <ActionIcon {...look} aria-label={spoken} onClick={onClick}>
          <Icon name={icon} />
        </ActionIcon>
      ) : (
        <ActionIcon {...look} component={Link} to={to} {...(hash && { hash })} aria-label={spoken}>
          <Icon name={icon} />
        </ActionIcon>
      )}
    </Tooltip>
  )
}
