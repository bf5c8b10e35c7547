import { Button, Loader, VisuallyHidden } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../ui/icon.tsx'
import { ErrorState, LoadingState } from '../../../ui/states.tsx'
import { useDays } from './days.ts'
import type { Message } from './message.ts'
import { MessageItem } from './message-item.tsx'
import styles from './thread.module.css'
import { useThreadScroll } from './use-thread-scroll.ts'

interface Props {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Message[]; next: string | null }>>
  contactName: string
  /** Bubbles that are still on their way, under the others. */
  children?: ReactNode
  /** Changes when the person has written: then the newest is shown. */
  written?: string | undefined
}

/** The messages, newest at the bottom; older ones come while scrolling up. */
export function Thread({ query, contactName, children, written }: Props) {
  const { t } = useTranslation('workspace')
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = query
  const messages = useMemo(() => data?.pages.flatMap(({ items }) => items).toReversed(), [data])
  const older = hasNextPage && !isFetchingNextPage ? fetchNextPage : undefined
  const { area, top, onScroll, toNewest, unseen, arrived } = useThreadScroll(messages, written, older)
  const dayOf = useDays()
  const days = useMemo(() => messages?.map(({ at }) => dayOf(at)), [messages, dayOf])
  if (query.error && !data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!messages || !days) return <LoadingState />

  return (
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
        <div>
          <div ref={top} className={styles.older}>
            {isFetchingNextPage && <Loader size="xs" />}
          </div>
          <ol className={styles.messages}>
            {messages.map((message, at) => (
              <MessageItem
                key={message.id}
                message={message}
                day={days[at] === days[at - 1] ? undefined : days[at]}
                follows={isSameVoice(messages[at - 1], message) && days[at] === days[at - 1]}
                contactName={contactName}
              />
            ))}
            {children}
          </ol>
        </div>
      </div>
      {unseen > 0 && (
        <Button
          className={styles.pill}
          size="xs"
          radius="xl"
          leftSection={<Icon name="chevron-down" size={16} />}
          onClick={toNewest}
        >
          {t('newMessages', { count: unseen })}
        </Button>
      )}
      <VisuallyHidden role="status">
        {arrived && `${contactName}: ${arrived.text || t(`kind.${arrived.kind}`, '')}`}
      </VisuallyHidden>
    </div>
  )
}

const isSameVoice = (before: Message | undefined, message: Message) =>
  before?.direction === message.direction && before.sender?.id === message.sender?.id && before.kind !== 'button'
