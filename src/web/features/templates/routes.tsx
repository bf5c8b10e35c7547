import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const templatesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/plantillas',
    beforeLoad: only('templates.read'),
    component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/plantillas/nueva',
    beforeLoad: only('templates.write'),
    component: lazyRouteComponent(() => import('./request-template-page.tsx'), 'RequestTemplatePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plantillas/$templateId',
    beforeLoad: only('templates.read'),
    component: lazyRouteComponent(() => import('./template-page.tsx'), 'TemplatePage'),
  }),
] as const
