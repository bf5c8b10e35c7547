import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const peopleRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/equipo',
    beforeLoad: only('people.read'),
    component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
] as const
