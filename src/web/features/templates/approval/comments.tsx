import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { Draft } from './sides.ts'
import styles from './approval.module.css'

/** What was said of a draft: by whom, when, and about which text. */
export function Comments({ comments, children }: { comments: Draft['comments']; children?: ReactNode }) {
  const { t } = useTranslation('template-approval')
  return (
    <section aria-labelledby="comments" className={styles.part}>
      <Title order={2} id="comments" className={styles.heading}>
        {t('comments.title')}
      </Title>
      {comments.length === 0 && (
        <Text c="dimmed" mb={16}>
          {t('comments.none')}
        </Text>
      )}
      {comments.length > 0 && (
        <ol className={styles.comments}>
          {comments.map((comment) => (
            <li key={comment.id}>
              <div className={styles.said}>
                <b>{comment.author.name}</b> · <RelativeTime at={comment.at} />
                {comment.edition !== null && ` · ${t('comments.on', { n: comment.edition })}`}
              </div>
              <p>{comment.text}</p>
            </li>
          ))}
        </ol>
      )}
      {children}
    </section>
  )
}
