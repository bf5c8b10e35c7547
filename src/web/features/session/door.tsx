import { SegmentedControl, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbout } from '../../app/session.ts'
import { currentLanguage, type Language, speak } from '../../i18n/language.ts'
import styles from './door.module.css'

interface Props {
  title: string
  sentence?: ReactNode
  children: ReactNode
}

/** What stands outside: one card with one thing to do. */
export function Door({ title, sentence, children }: Props) {
  const { t } = useTranslation('session')
  useEffect(() => {
    document.title = `${title} · Score`
  }, [title])
  return (
    <div className={styles.outside}>
      <main className={styles.card}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <span>{useAbout()?.platformName}</span>
        </div>
        <Title order={1}>{title}</Title>
        {sentence && <p className={styles.sentence}>{sentence}</p>}
        <div className={styles.content}>{children}</div>
      </main>
      <footer>
        <SegmentedControl
          size="xs"
          aria-label={t('language')}
          value={currentLanguage()}
          onChange={(language: string) => void speak(language as Language)}
          data={[
            { value: 'es', label: 'Español' },
            { value: 'en', label: 'English' },
          ]}
        />
      </footer>
    </div>
  )
}
