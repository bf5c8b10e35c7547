import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Draft } from './backup.ts'
import { DraftKeeper, type Keeping } from './draft-keeper.ts'
import type { Content } from './values.ts'

/** Keeps the content as a draft while the page stands, and its address so that a reload goes on where it was. */
export function useDraft(
  channelId: string,
  { draft: opened, isUnsaved }: { draft: Draft | null; isUnsaved: boolean },
  content: Content,
): [DraftKeeper, Keeping] {
  const [keeper] = useState(() => new DraftKeeper(channelId, opened, content, isUnsaved))
  const keeping = useSyncExternalStore(keeper.subscribe, keeper.state)
  const navigate = useNavigate()
  const draftId = keeping.draft?.id
  const isLeft = keeping.status !== 'untouched' && keeping.status !== 'saved'

  useEffect(() => keeper.change(content), [keeper, content])
  useEffect(() => () => keeper.leave(), [keeper])
  useEffect(() => {
    if (!draftId) return
    void navigate({
      to: '/canales/$channelId/plantillas/nueva',
      params: { channelId },
      search: { borrador: draftId },
      replace: true,
      resetScroll: false,
    })
  }, [draftId, channelId, navigate])
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => isLeft && event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isLeft])
  return [keeper, keeping]
}
