import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

const manage = { getParentRoute: () => frameRoute, beforeLoad: only('contacts.manage') }

export const contactsRoutes = [
  createRoute({
    ...manage,
    path: '/contactos',
    component: lazyRouteComponent(() => import('./contacts-page.tsx'), 'ContactsPage'),
  }),
  createRoute({
    ...manage,
    path: '/contactos/duplicados',
    component: lazyRouteComponent(() => import('./duplicates-page.tsx'), 'DuplicatesPage'),
  }),
  createRoute({
    ...manage,
    path: '/contactos/importar',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...manage,
    path: '/contactos/importar/$importId',
    component: lazyRouteComponent(() => import('./one-import-page.tsx'), 'OneImportPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contactos/$contactId',
    beforeLoad: only('contacts.read'),
    component: lazyRouteComponent(() => import('./contact-page.tsx'), 'ContactPage'),
  }),
] as const
