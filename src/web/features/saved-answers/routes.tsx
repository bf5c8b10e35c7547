import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const savedAnswersRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/campanas/respuestas',
    beforeLoad: only('campaigns.read'),
    component: lazyRouteComponent(() => import('./saved-answers-page.tsx'), 'SavedAnswersPage'),
  }),
] as const
