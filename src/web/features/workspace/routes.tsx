import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'
import { readAddress } from './address.ts'

export const workspaceRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/workspace',
    validateSearch: readAddress,
    beforeLoad: only('workspace.read'),
    component: lazyRouteComponent(() => import('./workspace-page.tsx'), 'WorkspacePage'),
  }),
] as const
