import { Button, Loader, VisuallyHidden } from '@mantine/core'
import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import type { SendTarget } from '../send/target.ts'
import { picturesOf } from './attachment/pictures.ts'
import { Viewer } from './attachment/viewer.tsx'
import { useDays } from './days.ts'
import type { Message } from './message.ts'
import { MessageItem } from './message-item.tsx'
import { withoutPlacedReactions } from './reactions.ts'
import { ThreadContext } from './thread-context.ts'
import styles from './thread.module.css'
import { useUnread } from './unread.ts'
import { useSayFailed } from './use-say-failed.ts'
import { useThreadScroll } from './use-thread-scroll.ts'
import type { ThreadView } from './use-thread.ts'

interface Props {
  view: ThreadView
  contactName: string
  /** How many of the contact's messages nobody has read; undefined until it is known. */
  unread: number | undefined
  canWrite?: boolean
  onWriteTo?: (target: SendTarget) => void
  /** Bubbles that are still on their way, under the others. */
  children?: ReactNode
  /** Changes when the person has written: then the newest is shown. */
  written?: string | undefined
}

const FLASH_MS = 1600

/** The messages, newest at the bottom; a bounded part of them, which follows the reader to both sides. */
export function Thread({ view, contactName, unread, canWrite = false, onWriteTo, children, written }: Props) {
  const { t } = useTranslation('thread')
  const { window: part, loading, loadOlder, loadNewer, trim, goTo: reach, goToNewest: reachNewest } = view
  const messages = useMemo(() => part && withoutPlacedReactions(part.messages), [part])
  const newer = part?.newer ?? false
  const { area, list, top, bottom, atEnd, onScroll, show, toEnd } = useThreadScroll({
    messages,
    newer,
    loadOlder,
    loadNewer,
  })
  const dayOf = useDays()
  const days = useMemo(() => messages?.map(({ at }) => dayOf(at)), [messages, dayOf])
  const { from, seen } = useUnread(messages, view.settled ? unread : undefined, atEnd && !newer)
  useSayFailed(messages)
  const [target, setTarget] = useState<{ id: string }>()
  const shown = useRef<typeof target>(undefined)
  const [flash, setFlash] = useState<string>()
  const [large, setLarge] = useState<string>()
  const pictures = useMemo(() => picturesOf(messages ?? [], contactName), [messages, contactName])

  const goTo = useCallback((id: string) => void reach(id).then((here) => here && setTarget({ id })), [reach])
  const goToNewest = () => void reachNewest().then(() => requestAnimationFrame(toEnd))
  useLayoutEffect(() => {
    if (from) show(from, 'top')
  }, [from, show])
  useLayoutEffect(() => {
    if (!target || target === shown.current || !show(target.id, 'middle')) return
    shown.current = target
    list.current?.querySelector<HTMLElement>(`[data-id="${target.id}"]`)?.focus({ preventScroll: true })
    requestAnimationFrame(() => setFlash(target.id))
  }, [target, messages, show, list])
  useEffect(() => {
    if (flash === undefined) return
    const timer = setTimeout(() => setFlash(undefined), FLASH_MS)
    return () => clearTimeout(timer)
  }, [flash])
  const onWritten = useEffectEvent(goToNewest)
  useEffect(() => {
    if (written) onWritten()
  }, [written])
  useEffect(() => {
    if (atEnd) trim()
  }, [atEnd, messages, trim])

  const actions = useMemo(
    () => ({ contactName, canWrite, goTo, enlarge: setLarge, writeTo: onWriteTo }),
    [contactName, canWrite, goTo, onWriteTo],
  )
  if (view.error && !part) return <ErrorState error={view.error} onRetry={view.retry} />
  if (!messages || !days || !part) return <LoadingState />

  return (
    <ThreadContext value={actions}>
      <div className={styles.frame}>
        <div
          ref={area}
          className={styles.scroller}
          onScroll={onScroll}
          // A region that scrolls must be reachable by keyboard.
          tabIndex={0}
          role="region"
          aria-label={t('messages')}
        >
          <div className={styles.inside}>
            <div ref={top} className={styles.edge}>
              {loading === 'older' && <Loader size="xs" />}
              {!part.older && <span className={styles.beginning}>{t('beginning')}</span>}
            </div>
            <ol ref={list} className={styles.messages}>
              {messages.map((message, at) => (
                <MessageItem
                  key={message.id}
                  message={message}
                  day={days[at] === days[at - 1] ? undefined : days[at]}
                  unread={message.id === from ? unreadHere(messages, at) : 0}
                  follows={isSameVoice(messages[at - 1], message) && days[at] === days[at - 1] && message.id !== from}
                  flash={message.id === flash}
                />
              ))}
              {!newer && children}
            </ol>
            <div ref={bottom} className={styles.edge}>
              {loading === 'newer' && <Loader size="xs" />}
            </div>
          </div>
        </div>
        {(!atEnd || newer) && (
          <Button
            className={styles.pill}
            size="xs"
            radius="xl"
            variant={seen.count > 0 ? 'filled' : 'default'}
            leftSection={<Icon name="chevron-down" size={16} />}
            onClick={goToNewest}
          >
            {seen.count > 0 ? t('newMessages', { count: seen.count }) : t('toNewest')}
          </Button>
        )}
        <VisuallyHidden role="status">
          {seen.arrived && `${contactName}: ${seen.arrived.text || t(`kind.${seen.arrived.kind}`, '')}`}
        </VisuallyHidden>
        {large !== undefined && (
          <Viewer pictures={pictures} id={large} onMove={setLarge} onClose={() => setLarge(undefined)} />
        )}
      </div>
    </ThreadContext>
  )
}

const isSameVoice = (before: Message | undefined, message: Message) =>
  before?.direction === message.direction &&
  before.sender?.id === message.sender?.id &&
  before.kind !== 'button' &&
  before.kind !== 'reaction'

const unreadHere = (messages: Message[], from: number) =>
  messages.slice(from).filter(({ direction, kind }) => direction === 'in' && kind !== 'reaction').length
