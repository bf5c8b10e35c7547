import type { System } from '../../context.ts'
import { listConnectedChannels, listLeftSending } from './reconcile-store.ts'

/** Job `template.reconcile-all`: a job of its own for each connected channel, so that one's fault stops no other; and
 *  requests whose tries have ended are taken up again (TP-6). */
export function reconcileAllTemplates({ db, jobs }: Pick<System, 'db' | 'jobs'>) {
  return (): Promise<void> =>
    db.asSystem('template-jobs', async (tx) => {
      for (const channel of await listConnectedChannels(tx)) {
        const { channelId } = channel
        // Its own key: whoever presses "Actualizar" does not wait for it.
        const options = { key: `clock ${channelId}`, afterSeconds: jitterOf(channelId) }
        await jobs.enqueue(tx, 'template.reconcile', channel, options)
      }
      for (const template of await listLeftSending(tx)) {
        await jobs.enqueue(tx, 'template.submit', template, { key: template.templateId })
      }
    })
}

const SPREAD_S = 240

/** Each channel has its own place in the ten minutes, so that they do not all ask at once. */
const jitterOf = (channelId: string) => parseInt(channelId.slice(-6), 16) % SPREAD_S
