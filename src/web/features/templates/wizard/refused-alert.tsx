import { Alert } from '@mantine/core'
import type { ShownProblem } from '../../../api.ts'
import { Icon } from '../../../ui/icon.tsx'
import styles from './wizard.module.css'

/** Why the server did not take the request; everything written stays. */
export function RefusedAlert({ problem }: { problem: ShownProblem | null }) {
  if (!problem) return null
  const told = problem.errors.filter(({ message }) => message !== '')
  return (
    <Alert color="red" role="alert" icon={<Icon name="warning" />} title={problem.title} mb={20}>
      {told.length > 0 && (
        <ul className={styles.told}>
          {told.map(({ field, rule, message }) => (
            <li key={`${field} ${rule} ${message}`}>
              {rule && <b>{rule} </b>}
              {message}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
