import { useEffect, useReducer } from 'react'
import { useDates } from './dates.ts'

/** "hace 3 días", whole on hover, and it keeps telling the truth while the page stays open. */
export function RelativeTime({ at }: { at: string }) {
  const dates = useDates()
  const [, redraw] = useReducer((n: number) => n + 1, 0)
  useEffect(() => {
    const timer = setInterval(redraw, 30_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={at} title={dates.full(at)}>
      {dates.relative(at)}
    </time>
  )
}
