import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const requestsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/solicitudes',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./requests-page.tsx'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/solicitudes/$channelId',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
  }),
] as const
