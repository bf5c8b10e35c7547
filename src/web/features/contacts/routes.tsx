import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

export const contactsRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contactos/duplicados',
    beforeLoad: only('contacts.manage'),
    component: lazyRouteComponent(() => import('./duplicates-page.tsx'), 'DuplicatesPage'),
  }),
] as const
