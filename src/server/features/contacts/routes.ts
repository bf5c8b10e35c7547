import { os } from '../../http/os.ts'
import { addAddress, removeAddress, setPrimary } from './addresses.ts'
import { listAttributes, saveAttributes } from './attributes.ts'
import { setConsent } from './consent.ts'
import { dismissDuplicate, listDuplicates, restoreDuplicate } from './duplicates.ts'
import { contactErasureRoutes } from './erase-routes.ts'
import {
  contactChanges,
  contactInteractions,
  contactLooseMessages,
  contactMedia,
  contactTickets,
  getContact,
} from './get-contact.ts'
import { contactImportRoutes } from './import-routes.ts'
import { countFound, findByNumber, listContacts } from './list-contacts.ts'
import { mergeContacts, mergePreview } from './merge.ts'
import { createContact, updateContact } from './save-contact.ts'

export const contactRoutes = {
  ...contactImportRoutes,
  ...contactErasureRoutes,
  attributes: os.contacts.attributes.handler(({ context }) => listAttributes(context)),
  saveAttributes: os.contacts.saveAttributes.handler(({ context, input }) => saveAttributes(context, input)),
  list: os.contacts.list.handler(({ context, input }) => listContacts(context, input)),
  count: os.contacts.count.handler(({ context, input }) => countFound(context, input)),
  byNumber: os.contacts.byNumber.handler(({ context, input }) => findByNumber(context, input)),
  get: os.contacts.get.handler(({ context, input }) => getContact(context, input)),
  create: os.contacts.create.handler(({ context, input }) => createContact(context, input)),
  update: os.contacts.update.handler(({ context, input }) => updateContact(context, input)),
  addAddress: os.contacts.addAddress.handler(({ context, input }) => addAddress(context, input)),
  removeAddress: os.contacts.removeAddress.handler(({ context, input }) => removeAddress(context, input)),
  setPrimary: os.contacts.setPrimary.handler(({ context, input }) => setPrimary(context, input)),
  setConsent: os.contacts.setConsent.handler(({ context, input }) => setConsent(context, input)),
  tickets: os.contacts.tickets.handler(({ context, input }) => contactTickets(context, input)),
  interactions: os.contacts.interactions.handler(({ context, input }) => contactInteractions(context, input)),
  looseMessages: os.contacts.looseMessages.handler(({ context, input }) => contactLooseMessages(context, input)),
  media: os.contacts.media.handler(({ context, input }) => contactMedia(context, input)),
  changes: os.contacts.changes.handler(({ context, input }) => contactChanges(context, input)),
  mergePreview: os.contacts.mergePreview.handler(({ context, input }) => mergePreview(context, input)),
  merge: os.contacts.merge.handler(({ context, input }) => mergeContacts(context, input)),
  duplicates: os.contacts.duplicates.handler(({ context, input }) => listDuplicates(context, input)),
  dismissDuplicate: os.contacts.dismissDuplicate.handler(({ context, input }) => dismissDuplicate(context, input.id)),
  restoreDuplicate: os.contacts.restoreDuplicate.handler(({ context, input }) => restoreDuplicate(context, input.id)),
}
