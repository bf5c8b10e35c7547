import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './section.module.css'

export function Section(props: { id: string; title: string; sentence?: ReactNode; children: ReactNode }) {
  const { id, title, sentence, children } = props
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <Title order={2} id={`${id}-title`}>
        {title}
      </Title>
      {sentence && (
        <Text size="sm" c="dimmed" maw="70ch">
          {sentence}
        </Text>
      )}
      <div className={styles.content}>{children}</div>
    </section>
  )
}
