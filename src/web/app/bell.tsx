import { ActionIcon, Anchor, Indicator, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { Icon } from '../ui/icon.tsx'
import { toastProblem } from '../ui/toast.tsx'
import { BellItems } from './bell-items.tsx'

/** News for this person, with a count of what they have not seen; opening it counts as seeing. */
export function Bell() {
  const { t } = useTranslation('ui')
  const queries = useQueryClient()
  const [opened, { close, toggle }] = useDisclosure()
  const bell = useQuery(orpc.notifications.list.queryOptions())
  const markRead = useMutation(
    orpc.notifications.markRead.mutationOptions({
      onError: toastProblem,
      onSettled: () => queries.invalidateQueries({ queryKey: orpc.notifications.key() }),
    }),
  )
  const unread = bell.data?.unread ?? 0
  const shut = () => {
    close()
    if (unread > 0) markRead.mutate({})
  }

  return (
    <Popover opened={opened} onChange={shut} width={360} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Indicator label={unread > 99 ? '99+' : unread} size={18} color="red" offset={6} disabled={unread === 0}>
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={unread ? t('bell.unread', { count: unread }) : t('bell.name')}
            onClick={opened ? shut : toggle}
          >
            <Icon name="bell" size={20} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t('bell.name')}>
        <BellItems bell={bell} onLeave={shut} />
        <Anchor component={Link} to="/cuenta" hash="avisos" size="sm" p={12} display="block" onClick={shut}>
          {t('bell.preferences')}
        </Anchor>
      </Popover.Dropdown>
    </Popover>
  )
}
