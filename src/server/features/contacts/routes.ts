import { os } from '../../http/os.ts'
import { dismissDuplicate, listDuplicates, restoreDuplicate } from './duplicates.ts'

export const contactRoutes = {
  duplicates: os.contacts.duplicates.handler(({ context, input }) => listDuplicates(context, input)),
  dismissDuplicate: os.contacts.dismissDuplicate.handler(({ context, input }) => dismissDuplicate(context, input.id)),
  restoreDuplicate: os.contacts.restoreDuplicate.handler(({ context, input }) => restoreDuplicate(context, input.id)),
}
