import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes.ts'

export const sessionRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/entrar',
    validateSearch: (search: Record<string, unknown>): { volver?: string } =>
      typeof search['volver'] === 'string' ? { volver: search['volver'] } : {},
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
] as const
