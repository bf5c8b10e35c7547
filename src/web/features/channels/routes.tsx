import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const channelsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales',
    beforeLoad: only('channels.read'),
    component: lazyRouteComponent(() => import('./channels-page.tsx'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/solicitar',
    beforeLoad: only('channels.write'),
    component: lazyRouteComponent(() => import('./request-page.tsx'), 'RequestPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/anteriores',
    beforeLoad: only('channels.read'),
    component: lazyRouteComponent(() => import('./previous-page.tsx'), 'PreviousPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/editar',
    beforeLoad: only('channels.write'),
    component: lazyRouteComponent(() => import('./edit-page.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/corregir',
    beforeLoad: only('channels.write'),
    component: lazyRouteComponent(() => import('./correct-page.tsx'), 'CorrectPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId',
    beforeLoad: only('channels.read'),
    component: lazyRouteComponent(() => import('./channel-page.tsx'), 'ChannelPage'),
  }),
] as const
