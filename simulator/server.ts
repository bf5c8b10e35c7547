import fastify, { type FastifyInstance } from 'fastify'
import { apiDoor } from './api-door.ts'
import { controlApi } from './control-api.ts'
import { controlNumbers } from './control-numbers.ts'
import { controlTemplates } from './control-templates.ts'
import { acceptBodies, answerErrors } from './http.ts'
import { markReadRoutes } from './mark-read.ts'
import { accountRoutes } from './partner-account.ts'
import { appRoutes } from './partner-apps.ts'
import { embedLinkRoutes } from './partner-embed-link.ts'
import { mediaRoutes } from './partner-media.ts'
import { messageRoutes } from './partner-messages.ts'
import { stateRoutes } from './partner-state.ts'
import { subscriptionRoutes } from './partner-subscriptions.ts'
import { templateRoutes } from './partner-templates.ts'
import { tokenRoutes } from './partner-tokens.ts'
import { phoneApi } from './phone-api.ts'
import { phonePage } from './phone-page.ts'
import { phoneStream } from './phone-stream.ts'
import { signUpRoutes } from './signup.ts'
import type { Sim } from './sim.ts'

const wirings = [
  accountRoutes,
  appRoutes,
  tokenRoutes,
  embedLinkRoutes,
  stateRoutes,
  subscriptionRoutes,
  templateRoutes,
  mediaRoutes,
  messageRoutes,
  markReadRoutes,
  signUpRoutes,
  phoneApi,
  phoneStream,
  phonePage,
  controlApi,
  controlNumbers,
  controlTemplates,
]

export function buildServer(sim: Sim): FastifyInstance {
  const server = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true })
  acceptBodies(server)
  answerErrors(server)
  apiDoor(server, sim)
  for (const wire of wirings) wire(server, sim)
  return server
}
