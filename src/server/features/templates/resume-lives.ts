import type { System } from '../../context.ts'
import { listUnsettled } from './life-store.ts'

/** Job `template.resume`: edits and deletions whose tries have ended are taken up again (TP-6, TP-8). */
export function resumeLives({ db, jobs }: Pick<System, 'db' | 'jobs'>) {
  return (): Promise<void> =>
    db.asSystem('template-jobs', async (tx) => {
      const { edits, deletions } = await listUnsettled(tx)
      for (const { companyId, id: editId } of edits) {
        await jobs.enqueue(tx, 'template.edit', { companyId, editId }, { key: editId })
      }
      for (const { companyId, id: templateId } of deletions) {
        await jobs.enqueue(tx, 'template.delete', { companyId, templateId }, { key: templateId })
      }
    })
}
