import type { QueryClient } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import i18next from 'i18next'
import { may, type Permission } from '../../contract/permissions.ts'
import { sentence } from '../../contract/problems.ts'
import { problemOf } from '../api.ts'
import { openKept } from '../kept.ts'
import { currentLanguage, speak } from '../i18n/language.ts'
import { loadSession, type Session, standingOf } from './session.ts'

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()()

/** The parent of every page behind sign-in: loads who is signed in and draws the frame around the page. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: lazyRouteComponent(() => import('./frame.tsx'), 'Frame'),
  beforeLoad: async ({ context, location }) => {
    const session = await loadSession(context.queries).catch((error: unknown) => {
      if (problemOf(error).code !== 'not_signed_in') throw error
      throw redirect({ to: '/entrar', search: { volver: location.href } })
    })
    openKept(session.person.id, session.active?.id)
    if (session.person.locale !== i18next.language) await speak(session.person.locale)
    return { session }
  },
})

/** `beforeLoad` of a page: opens it only to those who may. */
export const only =
  (permission: Permission) =>
  ({ context }: { context: { session: Session } }): void => {
    if (may(standingOf(context.session), permission)) return
    throw new ORPCError('forbidden', { message: sentence('forbidden', currentLanguage()) })
  }
