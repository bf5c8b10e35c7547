import { type RefObject, useEffect, useState } from 'react'

const RESTS_AFTER_MS = 30_000
const AFTER_KEY_MS = 4000

/** Whether somebody points at what is in there, touches it or walks through it by keyboard, or did so a moment ago. */
export function usePointing(area: RefObject<HTMLElement | null>): boolean {
  const [pointing, setPointing] = useState(false)
  useEffect(() => {
    const element = area.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const keepFor = (ms: number) => {
      clearTimeout(timer)
      setPointing(true)
      timer = setTimeout(() => setPointing(false), ms)
    }
    const stop = () => {
      clearTimeout(timer)
      setPointing(false)
    }
    const move = (event: PointerEvent) => keepFor(event.pointerType === 'mouse' ? RESTS_AFTER_MS : AFTER_KEY_MS)
    const leave = (event: PointerEvent) => event.pointerType === 'mouse' && stop()
    const key = () => keepFor(AFTER_KEY_MS)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerdown', move)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('touchmove', key, { passive: true })
    element.addEventListener('keydown', key)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerdown', move)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('touchmove', key)
      element.removeEventListener('keydown', key)
    }
  }, [area])
  return pointing
}
