import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { problemOf } from '../api.ts'
import { Icon } from './icon.tsx'

const quietly = {
  withBorder: true,
  closeButtonProps: {
    get 'aria-label'() {
      return i18next.t('ui:close')
    },
  },
}

/** Says in the corner what was done; with `undo` it can be taken back for ten seconds. */
export function toastDone(message: string, undo?: () => void): void {
  const id = crypto.randomUUID()
  const takeBack = () => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    ...quietly,
    id,
    color: 'green',
    icon: <Icon name="check" />,
    // Long enough to be read.
    autoClose: undo ? 10_000 : Math.max(4000, message.length * 70),
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {undo && (
          <Button size="compact-sm" variant="subtle" flex="none" onClick={takeBack}>
            {i18next.t('ui:undo')}
          </Button>
        )}
      </Group>
    ),
  })
}

/** Says what somebody else did to the person who looks: long enough for one who looks elsewhere. */
export function toastTold(message: string): void {
  notifications.show({ ...quietly, color: 'blue', icon: <Icon name="user" />, autoClose: 30_000, message })
}

/** Says why it could not be done; when that was our fault, also the id by which support finds it. */
export function toastProblem(error: unknown): void {
  const { code, title, requestId } = problemOf(error)
  notifications.show({
    ...quietly,
    color: 'red',
    icon: <Icon name="warning" />,
    autoClose: 8000,
    title,
    message: requestId && code === 'internal' ? i18next.t('ui:requestId', { requestId }) : null,
  })
}
