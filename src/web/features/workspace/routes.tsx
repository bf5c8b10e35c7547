import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const workspaceRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/workspace',
    beforeLoad: only('workspace.read'),
    component: lazyRouteComponent(() => import('./workspace-page.tsx'), 'WorkspacePage'),
  }),
] as const
