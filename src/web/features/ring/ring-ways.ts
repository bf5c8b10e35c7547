import { useLocalStorage } from '@mantine/hooks'
import { useSession } from '../../app/session.ts'

/** How somebody wants to be called in this browser; not at all until they say so. */
export const useRingWays = () =>
  useLocalStorage({
    key: `score.ring.${useSession().person.id}`,
    defaultValue: { tone: false, desktop: false },
    getInitialValueInEffect: false,
  })

/** Whether the browser lets us; some know no notifications of pages at all. */
export const desktopPermission = (): NotificationPermission | 'none' =>
  typeof Notification === 'undefined' ? 'none' : Notification.permission

/** Shows it beside the browser, if that can be; a click on it is `onOpen`. */
export function showDesktop(tag: string, title: string, body: string, onOpen?: () => void): boolean {
  if (desktopPermission() !== 'granted') return false
  try {
    const shown = new Notification(title, { body, tag, icon: '/favicon.svg' })
    shown.addEventListener('click', () => {
      window.focus()
      shown.close()
      onOpen?.()
    })
    return true
  } catch {
    // Chrome on Android has the word, and refuses.
    return false
  }
}
