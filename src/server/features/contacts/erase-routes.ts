import { os } from '../../http/os.ts'
import { eraseContact, erasureFigures } from './erase.ts'
import { exportOne } from './export-one.ts'

export const contactErasureRoutes = {
  exportOne: os.contacts.exportOne.handler(({ context, input }) => exportOne(context, input)),
  erasureFigures: os.contacts.erasureFigures.handler(({ context, input }) => erasureFigures(context, input)),
  erase: os.contacts.erase.handler(({ context, input }) => eraseContact(context, input)),
}
