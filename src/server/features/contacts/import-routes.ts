import { os } from '../../http/os.ts'
import { cancelImport, checkImport, getImport, listImports, startImport } from './import-steps.ts'

export const contactImportRoutes = {
  imports: os.contacts.imports.handler(({ context, input }) => listImports(context, input)),
  import: os.contacts.import.handler(({ context, input }) => getImport(context, input)),
  checkImport: os.contacts.checkImport.handler(({ context, input }) => checkImport(context, input)),
  startImport: os.contacts.startImport.handler(({ context, input }) => startImport(context, input)),
  cancelImport: os.contacts.cancelImport.handler(({ context, input }) => cancelImport(context, input)),
}
