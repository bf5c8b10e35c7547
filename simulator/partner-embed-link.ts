import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { requirePartnerApp } from './credentials.ts'
import { query } from './http.ts'
import { Refusal } from './refusal.ts'
import type { App, SignUpLink } from './rows.ts'
import { finishByItself } from './signup.ts'
import type { Sim } from './sim.ts'

const linkLifeMs = 5 * 86_400_000
const mostNew = 5
const mostRegenerated = 40

export function embedLinkRoutes(server: FastifyInstance, sim: Sim): void {
  server.get('/partner/app/:appId/onboarding/embed/link', (request) => {
    const app = requirePartnerApp(sim, request)
    sim.limits.take('other', `embed ${app.id}`)
    const [user, lang] = [query(request, 'user'), query(request, 'lang')]
    if (!user || !lang) throw new Refusal(400, 'Query Params cannot be empty')
    const link = linkFor(sim, app, user, lang, query(request, 'regenerate') === 'true')
    return { status: 'success', link: `${sim.url()}/signup/${link.token}` }
  })
}

/** The user's living link, or a new one within the limits. @throws Refusal 400 */
function linkFor(sim: Sim, app: App, user: string, lang: string, regenerate: boolean): SignUpLink {
  const all = sim.books.links.where((link) => link.appId === app.id)
  const current = all.findLast((link) => link.user === user && !link.replaced)
  if (current && !regenerate) {
    if (current.expiresOn <= sim.now()) throw new Refusal(400, 'Link has expired, please regenerate link')
    return current
  }
  const regenerated = current !== undefined
  const made = all.filter((link) => link.regenerated === regenerated).length
  if (made >= (regenerated ? mostRegenerated : mostNew)) {
    throw new Refusal(400, 'Max Links Already sent,  please contact support at devsupport@gupshup.io')
  }
  if (current) sim.books.links.put({ ...current, replaced: true })
  const now = sim.now()
  const token = randomBytes(12).toString('base64url')
  const link = {
    token,
    appId: app.id,
    user,
    lang,
    createdOn: now,
    expiresOn: now + linkLifeMs,
    replaced: false,
    regenerated,
  }
  finishByItself(sim, app)
  return sim.books.links.put(link)
}
