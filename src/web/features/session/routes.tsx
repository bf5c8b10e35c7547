import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../../app/routes.ts'

/** Keeps one text of the address; TanStack hands over whatever stands there. */
const text =
  <Key extends string>(key: Key) =>
  (search: Record<string, unknown>): { [K in Key]?: string } =>
    typeof search[key] === 'string' ? ({ [key]: search[key] } as { [K in Key]?: string }) : {}

export const sessionRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/entrar',
    validateSearch: text('volver'),
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/contrasena',
    component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/restablecer',
    validateSearch: text('token'),
    component: lazyRouteComponent(() => import('./reset-page.tsx'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitacion/$token',
    component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
  }),
] as const
