import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const campaignsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas',
    beforeLoad: only('campaigns.read'),
    component: lazyRouteComponent(() => import('./campaigns-page.tsx'), 'CampaignsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas/$campaignId/tipificaciones',
    beforeLoad: only('campaigns.write'),
    component: lazyRouteComponent(() => import('./dispositions-page.tsx'), 'DispositionsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas/colas/nueva',
    beforeLoad: only('campaigns.write'),
    component: lazyRouteComponent(() => import('./queue-page.tsx'), 'NewQueuePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas/colas/$queueId',
    beforeLoad: only('campaigns.write'),
    component: lazyRouteComponent(() => import('./queue-page.tsx'), 'QueuePage'),
  }),
] as const
