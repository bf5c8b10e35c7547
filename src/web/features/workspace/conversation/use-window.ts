import { useEffect, useState } from 'react'
import { serverNow } from '../../../clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How urgent the rest of the window is. */
export type Urgency = 'none' | 'hour' | 'minutes' | 'over'

export const urgencyOf = (left: number): Urgency =>
  left <= 0 ? 'over' : left <= 5 * MINUTE ? 'minutes' : left <= HOUR ? 'hour' : 'none'

/** Milliseconds until the next moment at which what is shown of the rest changes: the second in the last five minutes, else the
 *  full minute; at zero the window is over. */
export function nextChange(left: number): number {
  if (left <= 0) return HOUR
  const step = left <= 5 * MINUTE ? 1000 : MINUTE
  return Math.min(left - Math.floor((left - 1) / step) * step, left)
}

/** What is left of the window, by the server's clock; drawn anew whenever it reads otherwise, and at its very end. */
export function useWindowLeft(closesAt: string | null): number {
  const ends = closesAt ? Date.parse(closesAt) : 0
  const [, redraw] = useState(0)
  const left = ends - serverNow()
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => redraw((n) => n + 1), nextChange(left) + 5)
    return () => clearTimeout(timer)
  })
  return left
}

/** Whether one may write freely now; closes by itself. */
export const useWindowOpen = (closesAt: string | null): boolean => useWindowLeft(closesAt) > 0
