import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const exchangesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/proveedor',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./partner-page.tsx'), 'PartnerPage'),
  }),
] as const
