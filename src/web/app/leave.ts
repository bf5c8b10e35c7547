import { authCall } from '../auth.ts'
import { forgetKept } from '../kept.ts'
import { forgetFiles } from '../kept-files.ts'
import { sessionChanged } from '../live.ts'

let leaving = false

/** Signs out and leaves nothing behind in this tab. */
export async function leave(): Promise<void> {
  leaving = true
  try {
    await authCall('/sign-out')
    await forgetFiles()
    forgetKept()
    sessionChanged()
    location.assign('/entrar')
  } catch (error) {
    leaving = false
    throw error
  }
}

/** What is refused meanwhile must not take the page away before all is forgotten. */
export const isLeaving = (): boolean => leaving
