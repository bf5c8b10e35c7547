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
    path: '/canales/$channelId',
    beforeLoad: only('channels.read'),
    component: lazyRouteComponent(() => import('./channel-page.tsx'), 'ChannelPage'),
  }),
] as const
