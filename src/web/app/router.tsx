import { createRoute, createRouter, redirect } from '@tanstack/react-router'
import { campaignsRoutes } from '../features/campaigns/routes.tsx'
import { channelsRoutes } from '../features/channels/routes.tsx'
import { companiesRoutes } from '../features/companies/routes.tsx'
import { contactsRoutes } from '../features/contacts/routes.tsx'
import { exchangesRoutes } from '../features/exchanges/routes.tsx'
import { healthRoutes } from '../features/health/routes.tsx'
import { peopleRoutes } from '../features/people/routes.tsx'
import { requestsRoutes } from '../features/requests/routes.tsx'
import { savedAnswersRoutes } from '../features/saved-answers/routes.tsx'
import { sessionRoutes } from '../features/session/routes.tsx'
import { settingsRoutes } from '../features/settings/routes.tsx'
import { supervisionRoutes } from '../features/supervision/routes.tsx'
import { templateRulesRoutes } from '../features/template-rules/routes.tsx'
import { templatesRoutes } from '../features/templates/routes.tsx'
import { upkeepRoutes } from '../features/upkeep/routes.tsx'
import { workspaceRoutes } from '../features/workspace/routes.tsx'
import { LoadingState } from '../ui/states.tsx'
import { NotFound, NotOpened } from './not-found.tsx'
import { homeOf } from './pages.ts'
import { queries } from './queries.ts'
import { frameRoute, rootRoute } from './routes.ts'
import { parseSearch, stringifySearch } from './search-params.ts'

const homeRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session), replace: true })
  },
})

const unknownRoute = createRoute({ getParentRoute: () => frameRoute, path: '$', component: NotFound })

const routeTree = rootRoute.addChildren([
  ...sessionRoutes,
  frameRoute.addChildren([
    homeRoute,
    ...workspaceRoutes,
    ...supervisionRoutes,
    ...channelsRoutes,
    ...templatesRoutes,
    ...templateRulesRoutes,
    ...campaignsRoutes,
    ...savedAnswersRoutes,
    ...contactsRoutes,
    ...requestsRoutes,
    ...healthRoutes,
    ...upkeepRoutes,
    ...exchangesRoutes,
    ...companiesRoutes,
    ...peopleRoutes,
    ...settingsRoutes,
    unknownRoute,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <LoadingState />,
  defaultErrorComponent: NotOpened,
  defaultNotFoundComponent: NotFound,
  scrollToTopSelectors: ['#page'],
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Fetches the code of every page while nobody waits: opening one later needs no network, not even during a deploy. */
export function fetchPages(): void {
  for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)
}
