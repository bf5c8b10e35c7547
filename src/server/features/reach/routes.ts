import { os } from '../../http/os.ts'
import { reachOfPerson } from './reach-of-person.ts'
import { reachOfTemplate } from './reach-of-template.ts'

export const reachRoutes = {
  ofTemplate: os.reach.ofTemplate.handler(({ context, input }) => reachOfTemplate(context, input)),
  ofPerson: os.reach.ofPerson.handler(({ context, input }) => reachOfPerson(context, input)),
}
