import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Message } from './message.ts'

const NEAR = 48

/**
 * The area is drawn from the bottom up: it stays at the newest by itself, and older messages loaded above move nothing.
 * What is left to do: keep the place when something new comes while reading above, count it, and load the older ones.
 */
export function useThreadScroll(
  messages: Message[] | undefined,
  written: string | undefined,
  loadOlder: (() => unknown) | undefined,
) {
  const area = useRef<HTMLDivElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const newest = messages?.at(-1)
  const [seen, setSeen] = useState(newest?.id)
  const [atFirst, setAtFirst] = useState(newest?.id)
  if (newest && atFirst === undefined) setAtFirst(newest.id)
  if (atBottom && newest && newest.id !== seen) setSeen(newest.id)

  const height = useRef(0)
  useLayoutEffect(() => {
    const box = area.current
    if (box && box.scrollTop < -NEAR) box.scrollTop -= box.scrollHeight - height.current
  }, [newest?.id])
  useLayoutEffect(() => {
    height.current = area.current?.scrollHeight ?? 0
  })
  useEffect(() => {
    if (written) area.current?.scrollTo({ top: 0 })
  }, [written])
  useEffect(() => {
    if (!loadOlder || !top.current) return
    const watch = new IntersectionObserver(([edge]) => edge?.isIntersecting && loadOlder(), {
      root: area.current,
      rootMargin: '400px 0px 0px',
    })
    watch.observe(top.current)
    return () => watch.disconnect()
  }, [loadOlder])

  const seenAt = messages?.findIndex(({ id }) => id === seen) ?? -1
  return {
    area,
    top,
    toNewest: () => area.current?.scrollTo({ top: 0 }),
    onScroll: () => setAtBottom((area.current?.scrollTop ?? 0) >= -NEAR),
    unseen: atBottom || !messages ? 0 : messages.length - 1 - seenAt,
    /** The contact's newest words, when they came while this was open. */
    arrived: newest?.direction === 'in' && newest.id !== atFirst ? newest : undefined,
  }
}
