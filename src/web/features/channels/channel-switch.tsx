import { Loader, Switch, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { toastDone, toastProblem } from '../../ui/toast.tsx'
import type { ChannelRow } from './channel.ts'
import styles from './channels.module.css'
import { SwitchOffDialog } from './switch-off-dialog.tsx'
import { useHindrance } from './use-hindrance.ts'

/** On acts at once; off asks first, for it ends what is open (CH-8). */
export function ChannelSwitch({ channel, labelled = false }: { channel: ChannelRow; labelled?: boolean }) {
  const { t } = useTranslation('channels')
  const { id, alias, state } = channel
  const queries = useQueryClient()
  const [asking, ask] = useDisclosure()
  const hindered = useHindrance(channel)('switch')
  const on = state === 'active' || state === 'interrupted'
  const switchOn = useMutation(
    orpc.channels.switchOn.mutationOptions({
      onSuccess: async ({ restoredQueues }) => {
        toastDone(t('switchOn.done', { alias, count: restoredQueues }))
        await queries.invalidateQueries({ queryKey: orpc.channels.key() })
      },
      onError: toastProblem,
    }),
  )
  const turn = () => {
    if (hindered || switchOn.isPending) return
    if (on) ask.open()
    else switchOn.mutate({ id })
  }
  const seen = labelled && t(on ? 'switchedOn' : 'switchedOff')
  const verb = t(on ? 'switchOff.verb' : 'switchOn.verb')
  const name = hindered ? `${verb} ${alias}: ${hindered}` : `${verb} ${alias}`

  return (
    <>
      <Tooltip label={hindered ? `${verb}: ${hindered}` : verb} multiline maw={260}>
        <span className={`${styles.switch} ${hindered ? styles.faded : ''}`}>
          <Switch
            checked={on}
            label={seen}
            onChange={turn}
            aria-disabled={hindered !== null}
            aria-label={seen ? `${seen}: ${name}` : name}
            thumbIcon={switchOn.isPending && <Loader size={10} type="oval" />}
          />
        </span>
      </Tooltip>
      <SwitchOffDialog channel={channel} opened={asking} onClose={ask.close} />
    </>
  )
}
