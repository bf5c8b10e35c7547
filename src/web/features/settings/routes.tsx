import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/ajustes',
    beforeLoad: only('company.write'),
    component: lazyRouteComponent(() => import('./company-page.tsx'), 'CompanyPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/cuenta',
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
] as const
