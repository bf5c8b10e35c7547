import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../ui/icon.tsx'
import styles from './attachment.module.css'
import type { Answer } from './read-content.ts'

/** What the contact filled into a form. */
export function Answers({ answers }: { answers: Answer[] }) {
  const { t } = useTranslation('media')
  return (
    <div className={styles.row}>
      <Icon name="list" size={20} />
      <div className={styles.words}>
        <div className={styles.name}>{t('answers')}</div>
        <dl className={styles.answers}>
          {answers.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
