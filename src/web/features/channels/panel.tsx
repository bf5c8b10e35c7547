import { Title } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import styles from './panel.module.css'

/** A titled part of a page. Its id can be linked to, also when the part appears only after loading. */
export function Panel({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null)
  const wanted = useLocation({ select: (location) => location.hash === id })
  useEffect(() => {
    if (wanted) section.current?.scrollIntoView()
  }, [wanted])
  return (
    <section ref={section} id={id} className={styles.panel} aria-labelledby={`${id}-title`}>
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      {children}
    </section>
  )
}
