import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { client, type Inputs, orpc, type Outputs } from '../../api.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'

export type Person = Outputs['people']['list'][number]
type Change = Omit<Inputs['people']['update'], 'userId'>

/** Changes to one person; what can be taken back offers it. */
export function usePersonActions(person: Person) {
  const { t } = useTranslation('people')
  const queries = useQueryClient()
  const { userId, name, role, agentMode } = person
  const refetch = () => queries.invalidateQueries({ queryKey: orpc.people.key() })

  const update = useMutation({
    mutationFn: (change: Change) => client.people.update({ userId, ...change }),
    onSettled: refetch,
    onError: toastProblem,
  })
  const change = (to: Change, back: Change, words: string) =>
    update.mutate(to, { onSuccess: () => toastDone(words, () => update.mutate(back)) })

  return {
    busy: update.isPending,
    setRole: (next: 'admin' | 'agent') => {
      if (role === 'owner') return
      change({ role: next }, { role }, t('done.role', { name, role: t(`ui:role.${next}`) }))
    },
    setAgentMode: (on: boolean) =>
      change({ agentMode: on }, { agentMode }, t(on ? 'done.agentModeOn' : 'done.agentModeOff', { name })),
    activate: () => change({ active: true }, { active: false }, t('done.activated', { name })),
    deactivate: async () => {
      await client.people.update({ userId, active: false })
      toastDone(t('done.deactivated', { name }))
      await refetch()
    },
    makeOwner: async () => {
      await client.people.transferOwnership({ userId })
      location.reload()
    },
  }
}
