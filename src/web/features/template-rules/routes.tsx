import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { RULES_PATH } from '../../../rules/template-lint/catalog.ts'
import { frameRoute } from '../../app/routes.ts'

/** For everybody: a finding may be shown to whoever sees a template. */
export const templateRulesRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: RULES_PATH,
    component: lazyRouteComponent(() => import('./template-rules-page.tsx'), 'TemplateRulesPage'),
  }),
] as const
