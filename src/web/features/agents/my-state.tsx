import { Button, Menu, Text, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { agentStates } from '../../../rules/agent-state.ts'
import { client, orpc, type Outputs } from '../../api.ts'
import { useMay, useSession } from '../../app/session.ts'
import { useLive } from '../../live.ts'
import { Icon } from '../../ui/icon.tsx'
import { toastProblem, toastTold } from '../../ui/toast.tsx'
import styles from './agents.module.css'
import { useRing } from '../ring/use-ring.ts'
import { useGivenTickets } from './given-tickets.tsx'
import { StateDialog } from './state-dialog.tsx'
import { stateLooks } from './state-words.ts'
import { Timer } from './timer.tsx'

/** WS-8: what I am doing, and for how long; in the top bar of everybody who takes tickets. */
export function MyState() {
  return useMay()('workspace.use') ? <Mine /> : null
}

function Mine() {
  const mine = useQuery(orpc.agents.mine.queryOptions({ staleTime: 60_000 }))
  useGivenTickets()
  useRing()
  useToldWhenForced(mine.data)
  return mine.data ? <StateMenu now={mine.data} /> : null
}

function StateMenu({ now }: { now: Outputs['agents']['mine'] }) {
  const { t } = useTranslation('agents')
  const queries = useQueryClient()
  const me = useSession().person.id
  const lost = useLive() === 'lost'
  const [explaining, explain] = useDisclosure()
  const refresh = () => queries.invalidateQueries({ queryKey: orpc.agents.mine.key() })
  const set = useMutation(orpc.agents.setMine.mutationOptions({ onError: toastProblem, onSettled: refresh }))
  const state = set.isPending ? set.variables.state : now.state
  const there = now.present && !lost
  const { tone, icon } = stateLooks[state]

  return (
    <>
      <Menu position="bottom-end" width={264}>
        <Menu.Target>
          <Button
            variant="default"
            size="compact-md"
            className={styles.mine}
            data-tone={there ? tone : 'grey'}
            leftSection={<Icon name={there ? icon : stateLooks.absent.icon} size={16} />}
            rightSection={<Icon name="chevron-down" size={14} />}
          >
            <VisuallyHidden>{t('mine')} </VisuallyHidden>
            <span className={styles.word}>{t(`state.${state}`)}</span>
            {!there && <VisuallyHidden> ({t('absent')})</VisuallyHidden>}
            {now.since && !set.isPending && (
              <span className={styles.timer}>
                <Timer since={now.since} />
              </span>
            )}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t(state === 'available' ? 'takes' : 'takesNone')}</Menu.Label>
          {agentStates.map((value) => (
            <Menu.Item
              key={value}
              leftSection={
                <span className={styles.sign} data-tone={stateLooks[value].tone}>
                  <Icon name={stateLooks[value].icon} size={14} />
                </span>
              }
              rightSection={value === state && <Icon name="check" size={16} label={t('now')} />}
              onClick={() => set.mutate({ state: value, reason: null })}
            >
              {t(`state.${value}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {(now.reason ?? (now.by && now.by.id !== me)) && (
            <Text size="sm" c="dimmed" px={12} py={4}>
              {now.by && now.by.id !== me && t('putBy', { name: now.by.name })} {now.reason}
            </Text>
          )}
          <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={explain.open}>
            {t('withReason')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <StateDialog
        title={t('mineWithReason')}
        state={state}
        reason={now.reason}
        opened={explaining}
        onClose={explain.close}
        onSet={async (wish) => {
          await client.agents.setMine(wish)
          await refresh()
        }}
        done={(word) => t('setMine', { state: word })}
      />
    </>
  )
}

/** Nobody is put into another state without a word. */
function useToldWhenForced(now: Outputs['agents']['mine'] | undefined): void {
  const { t } = useTranslation('agents')
  const me = useSession().person.id
  const seen = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    if (!now) return
    const { since, by, state } = now
    if (seen.current !== undefined && seen.current !== since && by && by.id !== me)
      toastTold(t('forcedBy', { name: by.name, state: t(`state.${state}`) }))
    seen.current = since
  }, [now, me, t])
}
