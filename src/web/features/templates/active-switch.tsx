import { Switch } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'

interface Props {
  template: { id: string; displayName: string; active: boolean }
  /** With its state in words beside it. */
  labelled?: boolean
}

/** TP-3: any template, at any time. */
export function ActiveSwitch({ template: { id, displayName, active }, labelled = false }: Props) {
  const { t } = useTranslation('templates')
  const queries = useQueryClient()
  const { mutate, isPending, variables } = useMutation(
    orpc.templates.setActive.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: orpc.templates.key() }),
      onError: toastProblem,
    }),
  )
  const shown = isPending ? variables.active : active
  const turn = (to: boolean) =>
    mutate(
      { id, active: to },
      {
        onSuccess: () => toastDone(t(to ? 'switchedOn' : 'switchedOff', { name: displayName }), () => turn(!to)),
      },
    )
  return (
    <Switch
      checked={shown}
      aria-busy={isPending}
      onChange={(event) => !isPending && turn(event.currentTarget.checked)}
      {...(labelled
        ? { label: t(shown ? 'activeOne' : 'inactiveOne') }
        : { 'aria-label': t('switch', { name: displayName }) })}
    />
  )
}
