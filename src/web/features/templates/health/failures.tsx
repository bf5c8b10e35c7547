import { useTranslation } from 'react-i18next'
import { explainError } from '../../../../rules/message-errors.ts'
import { groupFailures } from '../../../../rules/template-health.ts'
import { currentLanguage } from '../../../i18n/language.ts'
import type { Health } from './health.ts'
import styles from './health.module.css'

/** Why messages did not arrive, told apart by whose no it was. */
export function Failures({ health: { failures } }: { health: Health }) {
  const { t } = useTranslation('template-health')
  const groups = groupFailures(failures)
  if (groups.length === 0) return null
  return (
    <div>
      <h3 className={styles.heading}>{t('whyFailed')}</h3>
      <ul className={styles.failures}>
        {groups.map(({ group, count, codes }) => (
          <li key={group}>
            <span className={styles.count}>{count < 0 ? `−${-count}` : count}</span>
            <span>
              <b>{t(`group.${group}`)}</b>
              {group === 'other' ? (
                codes.map(({ code, count: n }) => (
                  <span key={code} className={styles.quiet}>
                    {codes.length > 1 && `${n} · `}
                    {/^\d+$/.test(code) ? explainError(code, currentLanguage()).meaning : t('untold')}
                  </span>
                ))
              ) : (
                <span className={styles.quiet}>{t(`groupHelp.${group}`)}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
