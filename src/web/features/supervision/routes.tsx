import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const supervisionRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/supervision',
    beforeLoad: only('workspace.supervise'),
    component: lazyRouteComponent(() => import('./supervision-page.tsx'), 'SupervisionPage'),
  }),
] as const
