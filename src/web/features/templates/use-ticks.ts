import { useState } from 'react'
import { type Assignment, mergeTicks, sameTicks, ticksBeyond } from '../../../rules/assignment.ts'

/** Ticks in the making, and what the server had when they were begun; another admin may save meanwhile (AS-1). */
export function useTicks(assigned: Assignment[]) {
  const [seen, setSeen] = useState(assigned)
  const [ticks, setTicks] = useState(assigned)
  const [followed, setFollowed] = useState(false)
  const begin = (next: Assignment[]) => {
    setSeen(assigned)
    setTicks(next)
  }
  const changed = !sameTicks(seen, assigned)
  // Where nothing of one's own would be lost, the screen simply follows.
  if (changed && (sameTicks(ticks, seen) || sameTicks(ticks, assigned))) {
    begin(assigned)
    setFollowed(true)
  }
  return {
    seen,
    ticks,
    setTicks,
    /** The screen has just taken over what somebody else saved. */
    followed,
    conflict: changed
      ? {
          added: ticksBeyond(assigned, seen),
          removed: ticksBeyond(seen, assigned),
          join: () => begin(mergeTicks(seen, ticks, assigned)),
          keepMine: () => begin(ticks),
          takeTheirs: () => begin(assigned),
        }
      : null,
  }
}
