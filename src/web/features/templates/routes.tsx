import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute, only } from '../../app/routes.ts'

/** What the wizard starts from: a draft, a template to mend, one to copy, or one to write in another language. */
interface Start {
  borrador?: string
  desde?: string
  copia?: string
  idioma?: string
}

const startOf = ({ borrador, desde, copia, idioma }: Record<string, unknown>): Start => ({
  ...(typeof borrador === 'string' && { borrador }),
  ...(typeof desde === 'string' && { desde }),
  ...(typeof copia === 'string' && { copia }),
  ...(typeof idioma === 'string' && { idioma }),
})

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
    validateSearch: startOf,
    beforeLoad: only('templates.write'),
    component: lazyRouteComponent(() => import('./request-template-page.tsx'), 'RequestTemplatePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/plantillas/importar',
    beforeLoad: only('templates.write'),
    component: lazyRouteComponent(() => import('./bulk/import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/canales/$channelId/plantillas/borradores/$draftId',
    beforeLoad: only('templates.write'),
    component: lazyRouteComponent(() => import('./approval/draft-page.tsx'), 'DraftPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plantillas/$templateId/versiones',
    beforeLoad: only('templates.read'),
    component: lazyRouteComponent(() => import('./approval/texts-page.tsx'), 'TextsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plantillas/$templateId',
    beforeLoad: only('templates.read'),
    component: lazyRouteComponent(() => import('./template-page.tsx'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plantillas/$templateId/editar',
    beforeLoad: only('templates.write'),
    component: lazyRouteComponent(() => import('./life/edit-template-page.tsx'), 'EditTemplatePage'),
  }),
] as const
