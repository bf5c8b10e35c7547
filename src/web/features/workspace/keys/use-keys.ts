import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useSession } from '../../../app/session.ts'
import { ariaKeys, type KeyAction, keyAction } from './keys.ts'

/** Whether one character does something outside of fields; of this person, in this browser. */
export const useSingleKeys = () =>
  useLocalStorage({ key: `score.keys.${useSession().person.id}`, defaultValue: true, getInitialValueInEffect: false })

/** Marks the button or field that a key presses: whoever has no button has no key. */
export function usePressedBy(action: KeyAction) {
  const [singleKeys] = useSingleKeys()
  return { 'data-key': action, ...(singleKeys && { 'aria-keyshortcuts': ariaKeys(action) }) }
}

type Doings = Partial<Record<KeyAction, () => void>>
const doings: { current: Doings }[] = []

/** What a key does where there is no button to press. */
export function useKeys(mine: Doings): void {
  const latest = useRef(mine)
  useEffect(() => {
    latest.current = mine
  })
  useEffect(() => {
    doings.push(latest)
    return () => void doings.splice(doings.indexOf(latest), 1)
  }, [])
}

/** Hears keys for as long as the Workspace is shown. */
export function useKeyListener(): void {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    // Before anybody has acted on it: Escape may have closed what was open.
    let layered = false
    const before = () => {
      layered = isLayered()
    }
    const hear = (event: KeyboardEvent) => {
      const { key, shiftKey, repeat, isComposing, defaultPrevented } = event
      const modified = event.ctrlKey || event.altKey || event.metaKey
      const typing = isTyping(event.target)
      const handled = defaultPrevented || isComposing || hasOwnEscape(event.target)
      const action = keyAction(
        { key, shift: shiftKey, modified, repeated: repeat },
        { typing, layered, handled, singleKeys },
      )
      if (action && act(action)) event.preventDefault()
    }
    addEventListener('keydown', before, { capture: true })
    addEventListener('keydown', hear)
    return () => {
      removeEventListener('keydown', before, { capture: true })
      removeEventListener('keydown', hear)
    }
  }, [singleKeys])
}

function act(action: KeyAction): boolean {
  const doing = doings.findLast(({ current }) => current[action])?.current[action]
  if (doing) {
    doing()
    return true
  }
  const control = [...document.querySelectorAll<HTMLElement>(`[data-key="${action}"]`)].find(
    (each) => each.checkVisibility() && !each.matches(':disabled, [aria-disabled="true"]'),
  )
  // From here the focus goes into what it opens, and comes back.
  control?.focus()
  if (control instanceof HTMLInputElement) control.select()
  else control?.click()
  return control !== undefined
}

const LAYERS = ['dialog', 'alertdialog', 'menu', 'listbox'].map((role) => `[role="${role}"]`).join(', ')
const isLayered = () => [...document.querySelectorAll(LAYERS)].some((layer) => layer.checkVisibility())

const WRITTEN =
  'textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"]), [contenteditable="true"]'
const isTyping = (target: EventTarget | null) => target instanceof Element && target.matches(WRITTEN)

/** A search with words in it is cleared first. */
const hasOwnEscape = (target: EventTarget | null) =>
  target instanceof HTMLInputElement && target.type === 'search' && target.value !== ''
