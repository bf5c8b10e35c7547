import { os, visit } from '../../http/os.ts'
import { about } from './about.ts'
import { enterCompany } from './enter-company.ts'
import { getSession } from './get-session.ts'

export const sessionRoutes = {
  about: visit.session.about.handler(({ context }) => about(context)),
  get: os.session.get.handler(({ context }) => getSession(context)),
  enterCompany: os.session.enterCompany.handler(({ context, input }) => enterCompany(context, input)),
}
