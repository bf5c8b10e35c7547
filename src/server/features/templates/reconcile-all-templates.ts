import type { System } from '../../context.ts'
import { listConnectedChannels, listLeftSending } from './reconcile-store.ts'

/** Job `template.reconcile-all`: a job of its own for each connected channel, so that one's fault stops no other; and
 *  requests whose tries have ended are taken up again (TP-6). */
export function reconcileAllTemplates({ db, jobs }: Pick<System, 'db' | 'jobs'>) {
  return (): Promise<void> =>
    db.asSystem('template-jobs', async (tx) => {
      for (const channel of await listConnectedChannels(tx)) {
        await jobs.enqueue(tx, 'template.reconcile', channel, { key: channel.channelId })
      }
      for (const template of await listLeftSending(tx)) {
        await jobs.enqueue(tx, 'template.submit', template, { key: template.templateId })
      }
    })
}
