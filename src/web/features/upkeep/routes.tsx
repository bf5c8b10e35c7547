import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const upkeepRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/alarmas',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./alarms-page.tsx'), 'AlarmsPage'),
  }),
] as const
