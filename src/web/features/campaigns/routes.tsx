import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const campaignsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas',
    beforeLoad: only('campaigns.read'),
    component: lazyRouteComponent(() => import('./campaigns-page.tsx'), 'CampaignsPage'),
  }),
] as const
