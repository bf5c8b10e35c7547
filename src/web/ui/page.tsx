import { Anchor, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import styles from './page.module.css'

interface Props {
  title: string
  /** One sentence or a count, under the title. */
  sentence?: ReactNode
  /** The primary action, on the right. */
  action?: ReactNode
  back?: { to: string; label: string }
  /** For forms and texts: a measure that is easy to read. */
  narrow?: boolean
  children: ReactNode
}

let firstPage = true

/** The frame of every page: its title, which takes the focus on each change of page, and its one main action. */
export function Page({ title, sentence, action, back, narrow = false, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!firstPage && !heading.current?.closest('main')?.contains(document.activeElement)) {
      heading.current?.focus({ preventScroll: true })
    }
    firstPage = false
  }, [])
  useEffect(() => {
    document.title = `${title} · Score`
  }, [title])

  return (
    <div className={styles.page} data-narrow={narrow || undefined}>
      {back && (
        <Anchor component={Link} to={back.to} className={styles.back}>
          <Icon name="arrow-left" size={16} />
          {back.label}
        </Anchor>
      )}
      <header className={styles.header}>
        <div className={styles.words}>
          <Title order={1} ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </Title>
          {sentence && <div className={styles.sentence}>{sentence}</div>}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </header>
      {children}
    </div>
  )
}
