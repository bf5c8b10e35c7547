import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const NEAR = 48
/** How far before an end its next page is asked for. */
const AHEAD = '800px 0px'

interface Place {
  id: string
  /** Of its upper edge under that of the area, when this was remembered. */
  top: number
  scrolled: number
}

interface Scrolling {
  /** Whether this render has other messages than the one before. */
  messages: readonly { id: string }[] | undefined
  newer: boolean
  loadOlder: () => void
  loadNewer: () => void
}

/**
 * Keeps the reader's place: at the newest it stays there, elsewhere the message at the upper edge stays where it is, whatever is
 * added above, cut off, or grows when its picture has come.
 */
export function useThreadScroll({ messages, newer, loadOlder, loadNewer }: Scrolling) {
  const area = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [top, bottom] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)]
  const place = useRef<Place | 'end'>('end')
  const [atEnd, setAtEnd] = useState(true)

  const remember = useCallback(() => {
    const box = area.current
    if (!box) return
    const end = !newer && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR
    setAtEnd(end)
    place.current = end ? 'end' : (placeIn(box, list.current) ?? place.current)
  }, [newer])

  const restore = useCallback(() => {
    const box = area.current
    if (!box) return
    if (place.current === 'end') {
      if (!newer) box.scrollTop = box.scrollHeight
      return
    }
    const { id, top: wanted, scrolled } = place.current
    const item = itemOf(list, id)
    // Scrolled since, and the event has not come yet: that much further away it should be.
    if (item) box.scrollTop += offset(box, item) - (wanted - (box.scrollTop - scrolled))
  }, [newer])

  const ready = messages !== undefined
  useLayoutEffect(restore, [messages, restore])
  useEffect(() => {
    if (!list.current || !area.current) return
    const watch = new ResizeObserver(restore)
    watch.observe(list.current)
    watch.observe(area.current)
    return () => watch.disconnect()
  }, [restore, ready])

  useWatch(area, top, loadOlder, messages)
  useWatch(area, bottom, loadNewer, messages)

  /** Brings one of the messages that are here into sight, at the middle or under the upper edge. */
  const show = useCallback((id: string, at: 'middle' | 'top' = 'middle') => {
    const [box, item] = [area.current, itemOf(list, id)]
    if (!box || !item) return false
    const room = at === 'middle' ? Math.max(16, (box.clientHeight - item.clientHeight) / 2) : 16
    box.scrollTop += offset(box, item) - room
    place.current = { id, top: offset(box, item), scrolled: box.scrollTop }
    return true
  }, [])
  const toEnd = useCallback(() => {
    place.current = 'end'
    area.current?.scrollTo({ top: area.current.scrollHeight })
  }, [])

  return { area, list, top, bottom, atEnd, onScroll: remember, show, toEnd }
}

/** Asks for what lies beyond as soon as its edge comes near; once more after each answer that left it near. */
function useWatch(
  area: RefObject<HTMLDivElement | null>,
  edge: RefObject<HTMLDivElement | null>,
  load: () => void,
  messages: unknown,
): void {
  useEffect(() => {
    if (!edge.current) return
    const watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && load(), {
      root: area.current,
      rootMargin: AHEAD,
    })
    watch.observe(edge.current)
    return () => watch.disconnect()
  }, [area, edge, load, messages])
}

const offset = (box: Element, item: Element) => item.getBoundingClientRect().top - box.getBoundingClientRect().top

const itemOf = (list: RefObject<HTMLOListElement | null>, id: string) =>
  list.current?.querySelector<HTMLElement>(`:scope > [data-id="${id}"]`)

/** The first message whose end is in sight; found by halving, for this is asked with every move. */
function placeIn(box: HTMLElement, list: HTMLElement | null): Place | undefined {
  const items = list?.children
  if (!items || items.length === 0) return undefined
  const edge = box.getBoundingClientRect().top
  let [from, to] = [0, items.length - 1]
  while (from < to) {
    const middle = (from + to) >> 1
    if (items[middle]!.getBoundingClientRect().bottom > edge) to = middle
    else from = middle + 1
  }
  const id = items[from]?.getAttribute('data-id')
  return id ? { id, top: offset(box, items[from]!), scrolled: box.scrollTop } : undefined
}
