import { os } from '../../http/os.ts'
import { createCompany } from './create-company.ts'
import { inviteOwner } from './invite-owner.ts'
import { listCompanies } from './list-companies.ts'
import { noteCompany } from './note-company.ts'
import { getCompanyProfile, updateCompanyProfile } from './profile.ts'
import { getCompanySettings, updateCompanySettings } from './settings.ts'

export const companiesRoutes = {
  profile: os.companies.profile.handler(({ context }) => getCompanyProfile(context)),
  updateProfile: os.companies.updateProfile.handler(({ context, input }) => updateCompanyProfile(context, input)),
  settings: os.companies.settings.handler(({ context }) => getCompanySettings(context)),
  updateSettings: os.companies.updateSettings.handler(({ context, input }) => updateCompanySettings(context, input)),
  list: os.companies.list.handler(({ context, input }) => listCompanies(context, input)),
  create: os.companies.create.handler(({ context, input }) => createCompany(context, input)),
  note: os.companies.note.handler(({ context, input }) => noteCompany(context, input)),
  inviteOwner: os.companies.inviteOwner.handler(({ context, input }) => inviteOwner(context, input)),
}
