import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const healthRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/salud',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./health-list-page.tsx'), 'HealthListPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/salud/$channelId',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./health-page.tsx'), 'HealthPage'),
  }),
] as const
