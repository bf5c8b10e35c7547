import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const companiesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/empresas',
    beforeLoad: only('operator.console'),
    component: lazyRouteComponent(() => import('./companies-page.tsx'), 'CompaniesPage'),
  }),
] as const
